package dev.blackstart.kube;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.world.Kubeconfig;
import java.nio.charset.StandardCharsets;

/** Plays a controller in tests: writes the status of an object. */
public final class StatusWriter {
  private StatusWriter() {}

  /**
   * @param path of the object
   * @param json a merge patch
   */
  public static void write(Kubeconfig kubeconfig, String path, String json) throws Exception {
    try (Connection connection = new Connection(kubeconfig, new SystemTimeSource())) {
      Reply reply =
          connection.patch(
              path + "/status",
              "application/merge-patch+json",
              Json.read(json.getBytes(StandardCharsets.UTF_8)));
      assertTrue(reply.ok(), reply.message());
    }
  }
}
