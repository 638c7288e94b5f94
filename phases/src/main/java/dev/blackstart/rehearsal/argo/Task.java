package dev.blackstart.rehearsal.argo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Resource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An object of an Application and when it is applied. Hooks are those Argo CD's annotation names,
 * or else Helm's: what Helm does before an install or upgrade comes before a sync.
 *
 * @param hook whether it is made anew for a sync and belongs to it alone
 */
record Task(ObjectNode object, Phase phase, int wave, boolean hook) {
  private static final String OWN = "argocd.argoproj.io/";
  private static final Map<String, Phase> HELM =
      Map.of(
          "pre-install", Phase.PreSync,
          "pre-upgrade", Phase.PreSync,
          "post-install", Phase.PostSync,
          "post-upgrade", Phase.PostSync);

  /** The phases of a sync, in order; the last is for one that has failed. Named as Argo CD does. */
  enum Phase {
    PreSync,
    Sync,
    PostSync,
    SyncFail
  }

  /** When a hook is deleted, as Argo CD names it. */
  enum DeletePolicy {
    BeforeHookCreation("before-hook-creation"),
    HookSucceeded("hook-succeeded"),
    HookFailed("hook-failed");

    private final String helm;

    DeletePolicy(String helm) {
      this.helm = helm;
    }
  }

  /** The tasks an object makes: none when it is to be skipped or is a hook of another time. */
  static Stream<Task> of(ObjectNode object) {
    Resource resource = new Resource(object);
    List<String> own = words(resource.annotation(OWN + "hook"));
    List<String> helm =
        words(resource.annotation("helm.sh/hook")).stream()
            .filter(word -> !word.equals("crd-install"))
            .toList();
    if (own.isEmpty() && helm.isEmpty()) {
      return Stream.of(new Task(object, Phase.Sync, wave(resource, ""), false));
    }
    Set<Phase> phases = EnumSet.noneOf(Phase.class);
    if (own.isEmpty()) {
      helm.stream().filter(HELM::containsKey).map(HELM::get).forEach(phases::add);
    } else {
      Stream.of(Phase.values()).filter(phase -> own.contains(phase.name())).forEach(phases::add);
    }
    int wave = wave(resource, own.isEmpty() ? resource.annotation("helm.sh/hook-weight") : "");
    return phases.stream().map(phase -> new Task(object, phase, wave, true));
  }

  /** A wave that is written counts, else Helm's weight. */
  private static int wave(Resource resource, String weight) {
    String wave = resource.annotation(OWN + "sync-wave");
    String said = wave.isEmpty() ? weight : wave;
    return said.matches("-?\\d{1,9}") ? Integer.parseInt(said) : 0;
  }

  /** When it is deleted; the one before it is made again, unless it says otherwise. */
  Set<DeletePolicy> deletePolicies() {
    Resource resource = new Resource(object);
    List<String> own = words(resource.annotation(OWN + "hook-delete-policy"));
    List<String> helm = words(resource.annotation("helm.sh/hook-delete-policy"));
    Set<DeletePolicy> policies = EnumSet.noneOf(DeletePolicy.class);
    for (DeletePolicy policy : DeletePolicy.values()) {
      if (own.contains(policy.name()) || helm.contains(policy.helm)) {
        policies.add(policy);
      }
    }
    return policies.isEmpty() ? EnumSet.of(DeletePolicy.BeforeHookCreation) : policies;
  }

  private static List<String> words(String list) {
    return Stream.of(list.split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
