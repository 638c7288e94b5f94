package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.run.NoOperations;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.run.Runner;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi.Answer;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.NodeOperations;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orders that meet a node or an API server that has just gone. */
@Timeout(20)
class RollNodesTest {
  private static final Node WORKER = new Node("infra-04", "10.25.11.14", Role.WORKER);
  private static final ClusterSpec SPEC =
      Specs.of(new Node("infra-01", "10.25.11.11", Role.CONTROL_PLANE), WORKER);

  @Test
  void anOrderThatDidNotReachTheNodeIsGivenAgain() throws InterruptedException {
    Order order = new Order(NodeTask.Effect.LIVE);

    Runner.Result result = Specs.run(new Cluster(0), phase(order, false));

    assertTrue(result.failed().isEmpty(), result.failure().toString());
    assertEquals(2, order.given);
  }

  @Test
  void aNodeIsClosedToPodsAlthoughTheApiServerWasGoneAtFirst() throws InterruptedException {
    Cluster cluster = new Cluster(2);

    Runner.Result result = Specs.run(cluster, phase(new Order(NodeTask.Effect.PODS), true));

    assertTrue(result.failed().isEmpty(), result.failure().toString());
    assertEquals(List.of("closed", "opened"), cluster.cordons);
  }

  private static RollNodes phase(NodeTask task, boolean drain) {
    return new RollNodes(
        new PhaseId("workers"),
        "the worker is as wanted",
        SPEC,
        List.of(WORKER),
        1,
        drain,
        task,
        Duration.ofMinutes(10));
  }

  /** The first time it is given the node does not hear it. */
  private static final class Order implements NodeTask {
    private final Effect effect;
    private int given;

    Order(Effect effect) {
      this.effect = effect;
    }

    @Override
    public Optional<String> missing(Node node, World world) {
      return given < 2 ? Optional.of("is not as wanted") : Optional.empty();
    }

    @Override
    public Effect effect(Node node, World world) {
      return effect;
    }

    @Override
    public void send(Node node, World world, Progress progress) {
      if (given++ == 0) {
        throw gone("the node does not answer");
      }
    }

    @Override
    public String doing(Node node, World world) {
      return "being made so";
    }

    @Override
    public String inputs(Node node, World world) {
      return "inputs";
    }
  }

  /** Its API server refuses the first orders to close a node. */
  private static final class Cluster extends PaperWorld {
    private final List<String> cordons = new ArrayList<>();
    private int refusals;
    private boolean unschedulable;

    Cluster(int refusals) {
      this.refusals = refusals;
      reach.put(WORKER.address(), Reach.OURS);
    }

    @Override
    public Answer answers() {
      return new Answer(true, "v1.35.0");
    }

    @Override
    public void cordon(String node, boolean closed) {
      if (refusals-- > 0) {
        throw gone("the API server does not answer");
      }
      cordons.add(closed ? "closed" : "opened");
      unschedulable = closed;
    }

    @Override
    public Optional<KubeObject> get(KubeObject.Ref ref) {
      Map<String, Object> spec = unschedulable ? Map.of("unschedulable", true) : Map.of();
      return Optional.of(
          new KubeObject(
              Map.of(
                  "apiVersion",
                  "v1",
                  "kind",
                  "Node",
                  "metadata",
                  Map.of("name", ref.name()),
                  "spec",
                  spec)));
    }

    @Override
    public NodeOperations operations() {
      return new NoOperations() {
        @Override
        public Optional<String> bootId(Node node) {
          return Optional.of("boot");
        }
      };
    }
  }

  private static Failure gone(String what) {
    return new Failure(Failure.Kind.UNREACHABLE, what, "wait");
  }
}
