package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.run.Event;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Gateway that is never programmed keeps a cluster from being what it should be. */
@Timeout(900)
class GatewayDownTest {
  private static final String POOL = "clusters/apps/network/pool.yaml";
  private static final String FIRST = "apiVersion: cilium.io/v2\n";
  private static final String GATEWAY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: %s, namespace: kube-system}
      spec:
        gatewayClassName: cilium
        listeners: [{name: web, port: 80, protocol: HTTP}]
      ---
      """;

  @TempDir Path folder;

  @Test
  void verifyNamesTheOneThatIsStruckAndNoOther() throws Exception {
    try (StandingCluster cluster = new StandingCluster(folder)) {
      cluster.change(
          POOL, FIRST, GATEWAY.formatted("external") + GATEWAY.formatted("internal") + FIRST);

      List<Event> journal = cluster.rehearsed(1, "--fault", "gateway-down=kube-system/external");

      Event.PhaseFailed failed =
          journal.stream()
              .filter(Event.PhaseFailed.class::isInstance)
              .map(Event.PhaseFailed.class::cast)
              .findFirst()
              .orElseThrow();
      assertEquals("verify", failed.phase().name());
      assertTrue(
          failed
              .what()
              .endsWith(
                  ": Gateway kube-system/external: AddressNotAssigned: Address is not ready yet"),
          failed.what());
    }
  }
}
