package dev.blackstart.jhelm.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.files.SystemTimeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A registry with one chart, and an operator's home folder. */
abstract class RegistryCase {
  static final byte[] ARCHIVE = "an archive".getBytes(StandardCharsets.UTF_8);

  @TempDir Path home;
  TestRegistry registry;
  final Map<String, String> env = new HashMap<>();

  @BeforeEach
  void serve() throws IOException {
    registry = new TestRegistry();
    registry.push("charts/good", "1.2.3_b1", ARCHIVE);
    env.put("HOME", home.toString());
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  RemoteCharts remote() {
    return remote(64L * 1024 * 1024, Duration.ofSeconds(30));
  }

  RemoteCharts remote(long largest, Duration silence) {
    List<Duration> again = List.of(Duration.ofMillis(1), Duration.ofMillis(1));
    return new RemoteCharts(
        new SystemTimeSource(),
        env,
        new Patience(Duration.ofSeconds(30), silence, again, Duration.ofSeconds(20), largest));
  }

  ChartRef good() {
    return ChartRef.oci("oci://" + registry.host() + "/charts/good", "1.2.3+b1");
  }

  Unavailable refused(ChartRef ref) {
    return refused(remote(), ref);
  }

  static Unavailable refused(RemoteCharts remote, ChartRef ref) {
    Unavailable refused = assertThrows(Unavailable.class, () -> remote.fetch(ref));
    assertEquals(1, refused.getMessage().lines().count());
    assertFalse(refused.getMessage().contains(TestRegistry.PASSWORD), refused.getMessage());
    return refused;
  }
}
