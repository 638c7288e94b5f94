package dev.blackstart.files.contexts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnAccessTest {
  private static final String TWO =
      """
      apiVersion: v1
      kind: Config
      current-context: k3s
      clusters:
      - name: other
        cluster: {server: https://other:6443, certificate-authority-data: b3RoZXI=}
      - name: default
        cluster: {server: https://127.0.0.1:6443, certificate-authority: ca.crt}
      users:
      - name: other
        user: {token: other-token}
      - name: admin
        user: {client-certificate-data: Y2VydA==, client-key: keys/client.key}
      contexts:
      - name: other
        context: {cluster: other, user: other}
      - name: k3s
        context: {cluster: default, user: admin, namespace: argocd}
      """;

  @TempDir private Path folder;

  @Test
  void theCurrentContextAloneIsTakenWithTheFilesItNames() throws IOException {
    Files.writeString(folder.resolve("ca.crt"), "authority");
    Files.createDirectories(folder.resolve("keys"));
    Files.writeString(folder.resolve("keys/client.key"), "key");

    String yaml = OwnAccess.read(written(TWO)).yaml();

    YamlNode taken = Yaml.document(yaml, "taken");
    assertEquals("k3s", taken.text("current-context").orElse(""));
    assertFalse(yaml.contains("other"), yaml);
    assertTrue(yaml.contains("certificate-authority-data: YXV0aG9yaXR5"), yaml);
    assertTrue(yaml.contains("client-key-data: a2V5"), yaml);
    assertTrue(yaml.contains("client-certificate-data: Y2VydA=="), yaml);
  }

  @Test
  void anotherContextIsTakenWhenItIsNamedBehindTheFile() throws IOException {
    Path file = written(TWO);

    String yaml = OwnAccess.read(OwnContext.of(Path.of(file + "#other"))).yaml();
    assertEquals("other", Yaml.document(yaml, "taken").text("current-context").orElse(""));
    assertTrue(yaml.contains("other-token"), yaml);

    OwnContext nowhere = OwnContext.of(Path.of(file + "#none"));
    Failure failure = assertThrows(Failure.class, () -> OwnAccess.read(nowhere));
    assertTrue(failure.what().contains("none"), failure.what());
    Path marked = Files.writeString(folder.resolve("a#b"), TWO);
    assertEquals(marked, OwnContext.of(marked).file());
    assertEquals(Path.of(file.toAbsolutePath().normalize() + "#none"), nowhere.written());
  }

  @Test
  void aFileThatIsNotThereIsNamedWithItsLine() throws IOException {
    Failure failure = assertThrows(Failure.class, () -> OwnAccess.read(written(TWO)));

    assertTrue(failure.what().contains("config:8: it names ca.crt"), failure.what());
  }

  @Test
  void aUserWhoIsKnownByAProgramOnlyIsRefused() throws IOException {
    Path file =
        written(
            TWO.replace(
                "{client-certificate-data: Y2VydA==, client-key: keys/client.key}",
                "{exec: {command: aws, args: [eks, get-token]}}"));

    Failure failure = assertThrows(Failure.class, () -> OwnAccess.read(file));

    assertTrue(failure.what().endsWith("user admin is known by a program only: exec"));
    assertEquals(Failure.Kind.INPUT, failure.kind());
  }

  @Test
  void withoutACurrentContextNothingIsGuessed() throws IOException {
    Path file = written(TWO.replace("current-context: k3s\n", ""));

    Failure failure = assertThrows(Failure.class, () -> OwnAccess.read(file));

    assertTrue(failure.what().endsWith("it has no current-context"), failure.what());
  }

  @Test
  void noMessageHoldsAKey() throws IOException {
    Path file = written("users: [{name: a, user: {token: canary-7f3a}}]\ncurrent-context: x\n");

    Failure failure = assertThrows(Failure.class, () -> OwnAccess.read(file));

    assertFalse((failure.what() + failure.remedy()).contains("canary"), failure.what());
  }

  private Path written(String text) throws IOException {
    return Files.writeString(folder.resolve("config"), text);
  }
}
