package dev.blackstart.rehearsal.actor;

import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.housekeeping.ApiEndpoints;
import dev.blackstart.rehearsal.actor.housekeeping.Endpoints;
import dev.blackstart.rehearsal.actor.housekeeping.GarbageCollector;
import dev.blackstart.rehearsal.actor.housekeeping.Namespaces;
import dev.blackstart.rehearsal.actor.housekeeping.ResourceQuotas;
import dev.blackstart.rehearsal.actor.housekeeping.SigningRequests;
import dev.blackstart.rehearsal.actor.housekeeping.VolumeClaims;
import dev.blackstart.rehearsal.actor.kubelet.Kubelet;
import dev.blackstart.rehearsal.actor.kubelet.NodeLifecycle;
import dev.blackstart.rehearsal.actor.kubelet.PodGate;
import dev.blackstart.rehearsal.actor.mishap.ServingRequests;
import dev.blackstart.rehearsal.actor.mishap.StuckNamespaces;
import dev.blackstart.rehearsal.actor.mishap.TakenNames;
import dev.blackstart.rehearsal.actor.operator.BgpControlPlane;
import dev.blackstart.rehearsal.actor.operator.CertManagerActor;
import dev.blackstart.rehearsal.actor.operator.Cilium;
import dev.blackstart.rehearsal.actor.operator.ClusterExternalSecrets;
import dev.blackstart.rehearsal.actor.operator.ExternalSecrets;
import dev.blackstart.rehearsal.actor.operator.LoadBalancers;
import dev.blackstart.rehearsal.actor.operator.Operators;
import dev.blackstart.rehearsal.actor.operator.Vaults;
import dev.blackstart.rehearsal.actor.operator.WebhookSecrets;
import dev.blackstart.rehearsal.actor.program.PlayedPods;
import dev.blackstart.rehearsal.actor.scheduling.Scheduler;
import dev.blackstart.rehearsal.actor.webhook.Webhooks;
import dev.blackstart.rehearsal.actor.workload.CronJobs;
import dev.blackstart.rehearsal.actor.workload.DaemonSets;
import dev.blackstart.rehearsal.actor.workload.Deployments;
import dev.blackstart.rehearsal.actor.workload.DisruptionBudgets;
import dev.blackstart.rehearsal.actor.workload.Jobs;
import dev.blackstart.rehearsal.actor.workload.ReplicaSets;
import dev.blackstart.rehearsal.actor.workload.StatefulSets;
import dev.blackstart.rehearsal.control.Agenda;
import dev.blackstart.rehearsal.pod.PodAccess;
import java.util.List;
import java.util.function.Consumer;

/**
 * Everybody whom a bare API server lacks: kubelets, the scheduler, the controllers of workloads and
 * well-known operators. They talk to the server as their originals do, and do as much.
 */
public final class Actors implements AutoCloseable {
  private final Surroundings around;
  private final List<Kubelet> kubelets;

  private final PodAccess pods;

  private Actors(Surroundings around, List<Kubelet> kubelets, PodAccess pods) {
    this.around = around;
    this.pods = pods;
    this.kubelets = kubelets;
  }

  /**
   * Starts all of them; the API server may answer now, later, or with pauses.
   *
   * @param trouble told of what should not happen, one line each
   */
  public static Actors start(ActorSettings settings, Agenda agenda, Consumer<String> trouble) {
    Surroundings around =
        new Surroundings(settings.access(), agenda, settings.pace(), settings.faults(), trouble);
    new Namespaces(around, settings.access().authority(), settings.bare());
    new ResourceQuotas(around);
    new SigningRequests(around, settings.authority());
    new NodeLifecycle(around, settings.machines(), settings.podRange());
    Vaults vaults = new Vaults(around);
    List<PodGate> gates =
        List.of(new Cilium(around), vaults, new Webhooks(around, settings.webhooks()));
    List<Kubelet> kubelets =
        settings.machines().stream().map(machine -> new Kubelet(around, machine, gates)).toList();
    new Scheduler(around);
    new Deployments(around);
    new ReplicaSets(around);
    new DaemonSets(around);
    new StatefulSets(around);
    new Jobs(around);
    new CronJobs(around);
    new DisruptionBudgets(around);
    new ApiEndpoints(around);
    new Endpoints(around);
    new VolumeClaims(around);
    if (settings.bare()) {
      new GarbageCollector(around);
    }
    new LoadBalancers(around);
    new BgpControlPlane(around);
    new CertManagerActor(around);
    new ExternalSecrets(around);
    new ClusterExternalSecrets(around);
    new Operators(around);
    new WebhookSecrets(around);
    new StuckNamespaces(around);
    new TakenNames(around);
    new ServingRequests(around);
    return new Actors(around, kubelets, new PlayedPods(around, settings.machines(), vaults));
  }

  /** What the actors share, for more actors. */
  public Surroundings surroundings() {
    return around;
  }

  /** The pods that run, for who asks them by way of the API server. */
  public PodAccess pods() {
    return pods;
  }

  @Override
  public void close() {
    kubelets.forEach(Kubelet::close);
    around.close();
  }
}
