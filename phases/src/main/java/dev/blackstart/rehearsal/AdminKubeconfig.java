package dev.blackstart.rehearsal;

import dev.blackstart.machineconfig.pki.Pem;
import dev.blackstart.rehearsal.actor.client.ApiAccess;
import dev.blackstart.template.yaml.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** The kubeconfig Helm uses inside the world, for what Flux installs. */
final class AdminKubeconfig {
  private AdminKubeconfig() {}

  static Path write(Path folder, ApiAccess access) throws IOException {
    Path file = folder.resolve("kubeconfig");
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        Yaml.write(
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Config",
                "current-context",
                "world",
                "clusters",
                List.of(
                    named(
                        "cluster",
                        Map.of(
                            "server", access.server().toString(),
                            "certificate-authority-data", Pem.inBase64(access.authority())))),
                "users",
                List.of(
                    named(
                        "user",
                        Map.of(
                            "client-certificate-data", Pem.inBase64(access.certificate()),
                            "client-key-data", Pem.inBase64(access.key())))),
                "contexts",
                List.of(named("context", Map.of("cluster", "world", "user", "world"))))));
    return file;
  }

  private static Map<String, Object> named(String kind, Map<String, String> content) {
    return Map.of("name", "world", kind, content);
  }
}
