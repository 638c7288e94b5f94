package dev.blackstart.talos;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.NodeDiagnostics;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** One control plane runs, a second machine is bare; nobody changes them. */
class SimulatedDiagnosticsTest extends NodeDiagnosticsContract {
  private static SimulatedPair pair;

  @BeforeAll
  static void begin() throws Exception {
    pair = new SimulatedPair();
    pair.speed(1);
  }

  @AfterAll
  static void end() {
    pair.close();
  }

  @Override
  NodeDiagnostics diagnostics() {
    return new GrpcDiagnostics(pair.machines());
  }

  @Override
  Node bare() {
    return pair.bare;
  }

  @Override
  Node running() {
    return pair.running;
  }

  @Override
  List<String> secrets() {
    return pair.secrets();
  }
}
