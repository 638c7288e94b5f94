package dev.blackstart.app;

import dev.blackstart.cluster.Node;
import dev.blackstart.files.StateFolder;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Kubeconfig;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.Machines.Server;
import dev.blackstart.world.World;
import java.util.List;
import java.util.Optional;

/** The access to a cluster that operators keep in files of their own, as admins. */
public final class ClusterAccess implements AutoCloseable {
  private final Inspection inspection;
  private final Optional<RunHistory.Past> rehearsal;

  private ClusterAccess(Inspection inspection, Optional<RunHistory.Past> rehearsal) {
    this.inspection = inspection;
    this.rehearsal = rehearsal;
  }

  /**
   * @param rehearsal whether to the rehearsal that stands, else to the live machines
   * @throws Refusal 3 when there is no repository, or no rehearsal stands
   */
  public static ClusterAccess of(StateFolder state, OperatorFiles files, boolean rehearsal) {
    if (rehearsal) {
      RunHistory.Past host = StandingWorlds.of(state, files.orExample().spec().name());
      return new ClusterAccess(Inspection.of(host), Optional.of(host));
    }
    OperatorFiles.Chosen chosen = files.forLive().sound();
    return new ClusterAccess(
        Inspection.live(chosen.spec(), Optional.empty(), chosen.charts()), Optional.empty());
  }

  /**
   * The admin kubeconfig, from the first control plane that answers. Its server is the cluster's
   * endpoint, in a rehearsal that node's own API server.
   *
   * @throws Failure UNREACHABLE when no control plane answers as one of ours
   */
  public Kubeconfig kubeconfig() {
    List<Node> controlPlanes = inspection.spec().controlPlanes();
    if (controlPlanes.isEmpty()) {
      throw new Failure(
          Failure.Kind.INPUT,
          "the machines of " + inspection.spec().name() + " are not ours to be asked",
          "use the kubeconfig that you name by --adopt");
    }
    World world = inspection.world();
    Node node =
        controlPlanes.stream()
            .filter(each -> world.machines().report(each).reach() == Reach.OURS)
            .findFirst()
            .orElseThrow(() -> silent(controlPlanes, world));
    return world
        .machines()
        .kubeconfig(node, rehearsal.isPresent() ? Server.OF_NODE : Server.OF_CLUSTER);
  }

  /** A talosconfig, made from the cluster's own CA; nobody is asked. It holds a private key. */
  public String talosconfig() {
    return rehearsal
        .map(
            past ->
                Talosconfigs.rehearsal(
                    inspection.spec(),
                    inspection.world(),
                    RunOrder.loopback(past.status().options())))
        .orElseGet(() -> Talosconfigs.live(inspection.spec(), inspection.world()));
  }

  private static Failure silent(List<Node> controlPlanes, World world) {
    List<String> notes =
        controlPlanes.stream()
            .map(node -> node.name() + " (" + world.machines().report(node).note() + ")")
            .toList();
    return new Failure(
        Failure.Kind.UNREACHABLE,
        "no control plane gives a kubeconfig: " + String.join(", ", notes),
        "see: blackstart nodes");
  }

  @Override
  public void close() {
    inspection.close();
  }
}
