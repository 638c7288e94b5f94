package dev.blackstart.rehearsal.actor.operator;

import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.kubelet.PodGate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Vault servers: each starts sealed, which keeps its pod from getting ready, until the played
 * operator has come with the keys. Each tells its state in the labels of its pod, as Vault's
 * registration with Kubernetes does.
 */
public final class Vaults implements PodGate {
  /** World time until somebody with the keys is at hand. */
  private static final Duration LEAST = Duration.ofSeconds(45);

  private static final Duration MOST = Duration.ofSeconds(90);

  private final Surroundings around;
  private final Informer pods;
  private final Map<String, Boolean> unsealed = new ConcurrentHashMap<>();

  public Vaults(Surroundings around) {
    this.around = around;
    this.pods = around.informer(ResourceType.PODS);
    pods.listen(change -> change.now().filter(Vaults::isServer).ifPresent(this::follow));
  }

  private static boolean isServer(Resource pod) {
    return pod.label("app.kubernetes.io/name").equals("vault")
        && pod.label("component").equals("server");
  }

  @Override
  public boolean open(Resource pod) {
    return !isServer(pod) || unsealed.getOrDefault(pod.uid(), false);
  }

  private void follow(Resource pod) {
    if (!pod.status().path("phase").asText().equals("Running")
        || unsealed.putIfAbsent(pod.uid(), false) != null) {
      return;
    }
    around.soon(() -> say(pod.key(), false));
    around.after(
        around.pace().between(LEAST, MOST, "unseal", pod.key().toString()),
        () -> {
          unsealed.put(pod.uid(), true);
          say(pod.key(), true);
        });
  }

  private void say(Key key, boolean open) {
    if (pods.get(key).isEmpty()) {
      return;
    }
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
                            "vault-initialized", String.valueOf(open),
                            "vault-sealed", String.valueOf(!open),
                            "vault-active", String.valueOf(open))))));
  }
}
