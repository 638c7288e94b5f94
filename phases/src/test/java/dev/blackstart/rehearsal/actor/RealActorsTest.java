package dev.blackstart.rehearsal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.rehearsal.real.RealApiServer;
import dev.blackstart.rehearsal.real.RealPrograms;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The actors beside a real API server through its and the machines' mishaps. */
class RealActorsTest {
  @TempDir Path folder;

  @Test
  void theyGoOnAfterTheServerAndAMachineWereAway() throws Exception {
    Path programs = RealPrograms.assume();
    try (Playground play = new Playground(programs, folder, true, 120)) {
      play.apply(Played.NETWORK);
      play.kubectl("wait", "node", "--all", "--for=create", "--timeout=60s");
      play.kubectl("wait", "node", "--all", "--for=condition=Ready", "--timeout=60s");
      play.kubectl("create", "namespace", "a");
      play.kubectl("create", "deployment", "web", "--image=web:1", "--replicas=3", "-n", "a");
      play.kubectl("rollout", "status", "deployment/web", "-n", "a", "--timeout=60s");

      ((RealApiServer) play.server).restart();
      play.kubectl("scale", "deployment/web", "--replicas=5", "-n", "a");
      play.kubectl("rollout", "status", "deployment/web", "-n", "a", "--timeout=60s");

      FakeHost worker = play.hosts.get(4);
      worker.running(false);
      play.kubectl("wait", "node/infra-15", "--for=condition=Ready=Unknown", "--timeout=60s");
      assertTrue(
          play.kubectl("get", "node", "infra-15", "-o", "jsonpath={.spec.taints}")
              .contains("unreachable"));
      worker.running(true);
      play.kubectl("wait", "node/infra-15", "--for=condition=Ready", "--timeout=60s");
      play.kubectl("rollout", "status", "deployment/web", "-n", "a", "--timeout=60s");

      play.kubectl(
          "delete", "deployment", "web", "-n", "a", "--cascade=foreground", "--timeout=60s");
      assertFalse(play.kubectl("get", "pods,rs", "-n", "a").contains("web"));
      play.kubectl("create", "deployment", "more", "--image=web:1", "-n", "a");
      play.kubectl("delete", "namespace", "a", "--timeout=60s");
      assertEquals(List.of(), play.troubles);
    }
  }
}
