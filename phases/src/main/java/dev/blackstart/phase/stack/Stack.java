package dev.blackstart.phase.stack;

import dev.blackstart.world.World;
import java.util.List;

/** Everything that is looked at besides nodes and releases, in the order it builds on itself. */
public final class Stack {
  private static final List<StackCheck> CHECKS =
      List.of(
          new ReadyObjects(
              "secret store",
              "external-secrets.io",
              List.of("v1", "v1beta1"),
              List.of("ClusterSecretStore", "SecretStore"),
              "Ready"),
          new ReadyObjects(
              "external secret",
              "external-secrets.io",
              List.of("v1", "v1beta1"),
              List.of("ExternalSecret"),
              "Ready"),
          new Storage(),
          new Databases(),
          new BgpSessions(),
          new Addresses(),
          new ReadyObjects(
              "gateway",
              "gateway.networking.k8s.io",
              List.of("v1"),
              List.of("Gateway"),
              "Programmed"),
          new ClusterMesh(),
          new Metrics(),
          new FluxWorkloads());

  /** What only those inside know: it takes commands and calls, so it is asked less often. */
  private static final List<StackCheck> INSIDE =
      List.of(NodeAnswers::names, NodeAnswers::mirrors, new MeshSessions(), new MetricsArriving());

  private Stack() {}

  /** What those inside the cluster say; likewise. */
  public static List<Found> ask(World world) {
    return there(INSIDE, world);
  }

  /** What each check saw of what is there; parts that are not there are left out. */
  public static List<Found> look(World world) {
    return there(CHECKS, world);
  }

  private static List<Found> there(List<StackCheck> checks, World world) {
    return checks.stream()
        .map(check -> check.look(world))
        .filter(found -> found.seen() > 0 || !found.wrong().isEmpty() || !found.remarks().isEmpty())
        .toList();
  }
}
