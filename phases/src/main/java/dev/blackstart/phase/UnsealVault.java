package dev.blackstart.phase;

import dev.blackstart.cluster.ArgoSource;
import dev.blackstart.run.Condition;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Vault is unsealed: a step for people, who hold the keys. The run waits and says who is sealed;
 * the keys never come near it. Vault tells its state in labels of its pods when it registers with
 * Kubernetes, and in any case by getting ready only when it is unsealed.
 */
final class UnsealVault implements Phase {
  static final Map<String, String> SERVERS =
      Map.of("app.kubernetes.io/name", "vault", "component", "server");

  private static final String BY_HAND =
      "blackstart vault unseal, after blackstart vault init where it is new; or: kubectl exec -n %s"
          + " -it %s -- vault operator unseal";

  private final ArgoSource argo;
  private final String release;
  private final Duration budget;
  private boolean told;

  UnsealVault(ArgoSource argo, String release, Duration budget) {
    this.argo = argo;
    this.release = release;
    this.budget = budget;
  }

  @Override
  public PhaseId id() {
    return new PhaseId("vault");
  }

  @Override
  public String claims() {
    return "every server of Vault is unsealed, by people who hold the keys";
  }

  @Override
  public Duration budget() {
    return budget;
  }

  @Override
  public Subject subject() {
    return Subject.OBJECTS;
  }

  @Override
  public String inputs(World world) {
    return release;
  }

  @Override
  public Condition check(World world) {
    List<KubeObject> servers = servers(world);
    if (servers.isEmpty()) {
      return Condition.unmet(
          "Vault is not there yet", List.of(new Waiting("Vault " + release, lateness(world))));
    }
    List<Waiting> waiting = new ArrayList<>();
    for (KubeObject pod : servers) {
      if (!isUnsealed(pod)) {
        waiting.add(new Waiting("Pod " + pod.namespace() + "/" + pod.name(), state(pod)));
      }
    }
    int there = servers.size() - waiting.size();
    String because = there + " of " + servers.size() + " servers are unsealed";
    return (waiting.isEmpty() ? Condition.met(because) : Condition.unmet(because, waiting))
        .counted(there, servers.size());
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    progress.until(
        () -> {
          tell(world, progress);
          return check(world);
        });
  }

  /** Once, as soon as somebody can do something. */
  private void tell(World world, Progress progress) {
    if (told) {
      return;
    }
    servers(world).stream()
        .filter(pod -> isRunning(pod) && !isUnsealed(pod))
        .findFirst()
        .ifPresent(
            pod -> {
              told = true;
              progress.log("Vault waits for people with its keys; no key passes through this run");
              progress.log("by hand: " + BY_HAND.formatted(pod.namespace(), pod.name()));
            });
  }

  private List<KubeObject> servers(World world) {
    String namespace = release.substring(0, release.indexOf('/'));
    return world.kube().list("v1", "Pod", namespace).stream()
        .filter(
            pod ->
                SERVERS.entrySet().stream()
                    .allMatch(label -> label(pod, label.getKey()).equals(label.getValue())))
        .toList();
  }

  /** What Argo CD says of the Application that brings it. */
  private String lateness(World world) {
    return world.kube().list(ApplyRoot.API, "Application", argo.namespace()).stream()
        .filter(each -> each.name().equals(release.substring(release.indexOf('/') + 1)))
        .map(each -> new ArgoApplication(each).reason())
        .findFirst()
        .orElse("its Application is not there yet");
  }

  private static boolean isUnsealed(KubeObject pod) {
    return label(pod, "vault-sealed").equals("false") || AdoptedNodes.isReady(pod);
  }

  private static boolean isRunning(KubeObject pod) {
    return pod.text("status", "phase").equals("Running");
  }

  private static String state(KubeObject pod) {
    if (!isRunning(pod)) {
      String phase = pod.text("status", "phase");
      return phase.isEmpty() ? "not scheduled yet" : phase;
    }
    return label(pod, "vault-initialized").equals("false")
        ? "not initialized, so nobody has keys yet"
        : "sealed";
  }

  private static String label(KubeObject pod, String name) {
    return pod.text("metadata", "labels", name);
  }
}
