package dev.blackstart.rehearsal.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.rehearsal.api.ApiServerSettings;
import dev.blackstart.rehearsal.api.EmbeddedApiServer;
import dev.blackstart.rehearsal.etcd.EtcdDatabase;
import dev.blackstart.rehearsal.etcd.SnapshotFile;
import dev.blackstart.rehearsal.pki.Issued;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real etcd takes our database files and gives its own. */
class RealEtcdSnapshotTest {
  private static final String KEPT =
      """
      {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"kept",\
      "uid":"6e8bdb1c-2f0a-4a4c-9d0e-3d4f6a0d7c11"},"spec":{"finalizers":["kubernetes"]},\
      "status":{"phase":"Active"}}
      """;

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  @TempDir Path folder;

  @AfterEach
  void end() {
    executor.shutdownNow();
  }

  @Test
  void itStartsFromOurFileAndGivesOneBack() throws Exception {
    Path programs = RealPrograms.assume();
    byte[] value = KEPT.getBytes(StandardCharsets.UTF_8);
    EtcdDatabase origin =
        new EtcdDatabase(
            5000,
            List.of(new EtcdDatabase.Entry("/registry/namespaces/kept", value, 4700, 4700, 1)));
    EtcdDatabase found;
    try (RealApiServer server = start(programs, "first", origin)) {
      assertTrue(server.revision() > 5000, "it goes on where the other ended");
      byte[] file = server.database();
      assertEquals(0, file.length % 4096);
      found = SnapshotFile.read(file);
    }
    assertEquals(4700, entry(found, "/registry/namespaces/kept").modified());
    EtcdDatabase.Entry written = entry(found, "/registry/namespaces/kube-system");
    assertTrue(written.modified() > 5000, written.toString());
    EtcdDatabase embedded = SnapshotFile.read(embedded(found));
    assertEquals(
        written.modified(),
        entry(embedded, "/registry/namespaces/kube-system").modified(),
        "the embedded server reads what the real one wrote");
    assertTrue(
        new String(
                entry(embedded, "/registry/clusterroles/system:node").value(),
                StandardCharsets.UTF_8)
            .startsWith("{"));
    try (RealApiServer server = start(programs, "second", found)) {
      EtcdDatabase again = SnapshotFile.read(server.database());
      assertEquals(written.modified(), entry(again, "/registry/namespaces/kube-system").modified());
    }
  }

  private byte[] embedded(EtcdDatabase origin) throws Exception {
    Issued serving =
        RealPrograms.AUTHORITY.server(
            List.of("localhost"), List.of("127.0.0.1"), Instant.now(), Duration.ofDays(1));
    ApiServerSettings settings =
        new ApiServerSettings(
            new InetSocketAddress("127.0.0.1", 0),
            serving.key(),
            serving.chain(),
            List.of(),
            "infra",
            "10.96.0.0/12",
            "v1.35.0",
            executor,
            Instant::now);
    try (EmbeddedApiServer server = EmbeddedApiServer.start(settings, origin)) {
      return server.database();
    }
  }

  private RealApiServer start(Path programs, String name, EtcdDatabase origin) throws Exception {
    return RealApiServer.start(
        programs,
        Files.createDirectory(folder.resolve(name)),
        RealPrograms.files(),
        origin,
        target -> Optional.empty(),
        executor,
        InstantSource.system());
  }

  private static EtcdDatabase.Entry entry(EtcdDatabase database, String key) {
    return database.entries().stream()
        .filter(entry -> entry.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError(key + " not in " + database));
  }
}
