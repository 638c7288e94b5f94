package dev.blackstart.rehearsal.actor.operator;

import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.fault.FaultKind;
import dev.blackstart.rehearsal.actor.kubelet.PodGate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Vault servers: each starts sealed, which keeps its pod from getting ready, until the played
 * operator has come with the keys, or a person gives them over its API: who makes the keys of a
 * Vault has to give them, too. Each tells its state in the labels of its pod, as Vault's
 * registration with Kubernetes does.
 */
public final class Vaults implements PodGate {
  /** World time until somebody with the keys is at hand. */
  private static final Duration LEAST = Duration.ofSeconds(45);

  private static final Duration MOST = Duration.ofSeconds(90);

  private final Surroundings around;
  private final Informer pods;
  private final Map<String, Boolean> followed = new ConcurrentHashMap<>();
  private final Map<String, VaultKeys> vaults = new ConcurrentHashMap<>();

  public Vaults(Surroundings around) {
    this.around = around;
    this.pods = around.informer(ResourceType.PODS);
    pods.listen(change -> change.now().filter(Vaults::isServer).ifPresent(this::follow));
  }

  /** Whether the pod is a server of Vault. */
  public static boolean isServer(Resource pod) {
    return pod.label("app.kubernetes.io/name").equals("vault")
        && pod.label("component").equals("server");
  }

  @Override
  public boolean open(Resource pod) {
    return !isServer(pod) || keys(pod).isOpen(pod.uid());
  }

  /** The keys of the Vault a server belongs to. */
  private VaultKeys keys(Resource pod) {
    return vaults.computeIfAbsent(
        pod.namespace() + "/" + pod.label("app.kubernetes.io/instance"), vault -> new VaultKeys());
  }

  /** How sealed a server is. */
  public VaultKeys.Seal seal(Resource pod) {
    return keys(pod).seal(pod.uid());
  }

  /** Makes a Vault's keys, when it has none. */
  public Optional<VaultKeys.Made> init(Resource pod, int shares, int threshold) {
    return keys(pod).init(shares, threshold);
  }

  /** Gives a server a key; absent when it is one of another Vault, and was the last one needed. */
  public Optional<VaultKeys.Seal> unseal(Resource pod, String key) {
    Optional<VaultKeys.Seal> seal = keys(pod).unseal(pod.uid(), key);
    if (keys(pod).isOpen(pod.uid())) {
      around.soon(() -> say(pod.key(), true));
    }
    return seal;
  }

  private void follow(Resource pod) {
    if (!pod.status().path("phase").asText().equals("Running")
        || followed.putIfAbsent(pod.uid(), true) != null) {
      return;
    }
    around.soon(() -> say(pod.key(), false));
    if (around.faults().strikes(FaultKind.KEYS_AWAY, pod.namespace(), pod.name())) {
      return;
    }
    around.after(
        around.pace().between(LEAST, MOST, "unseal", pod.key().toString()),
        () -> {
          if (keys(pod).openedByOthers(pod.uid())) {
            say(pod.key(), true);
          }
        });
  }

  private void say(Key key, boolean open) {
    Optional<Resource> pod = pods.get(key);
    if (pod.isEmpty()) {
      return;
    }
    boolean initialized = keys(pod.get()).seal(pod.get().uid()).initialized();
    pods.saw(
        around
            .client()
            .as("vault")
            .merge(
                ResourceType.PODS,
                key,
                Json.object(
                    "metadata",
                    Json.object(
                        "labels",
                        Json.object(
                            "vault-initialized", String.valueOf(initialized),
                            "vault-sealed", String.valueOf(!open),
                            "vault-active", String.valueOf(open))))));
  }
}
