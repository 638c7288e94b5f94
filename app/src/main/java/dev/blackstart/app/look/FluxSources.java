package dev.blackstart.app.look;

import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where Flux takes things from: sources of every kind (source.toolkit.fluxcd.io). */
final class FluxSources {
  private static final String GROUP = "source.toolkit.fluxcd.io/v1";

  /** Kinds, and the words {@code flux get} knows them by. */
  private static final Map<String, String> KINDS = kinds();

  private FluxSources() {}

  /** A source and whether its artifact is at hand. */
  record Source(KubeObject object, boolean ready) {}

  private static Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("GitRepository", "sources git");
    kinds.put("OCIRepository", "sources oci");
    kinds.put("HelmRepository", "sources helm");
    kinds.put("HelmChart", "sources chart");
    kinds.put("Bucket", "sources bucket");
    return kinds;
  }

  static List<Source> of(KubeApi kube) {
    List<Source> sources = new ArrayList<>();
    for (String kind : KINDS.keySet()) {
      for (KubeObject object : kube.list(GROUP, kind, "")) {
        sources.add(new Source(object, ready(object)));
      }
    }
    return sources;
  }

  /** A HelmRepository of OCI charts is never reconciled: there is nothing to be ready of. */
  private static boolean ready(KubeObject object) {
    if (object.kind().equals("HelmRepository") && object.text("spec", "type").equals("oci")) {
      return true;
    }
    return object.condition("Ready").map(c -> c.text("status").equals("True")).orElse(false);
  }

  static List<Fact> broken(List<Source> sources, Instant now) {
    return sources.stream()
        .filter(source -> !source.ready())
        .map(Source::object)
        .map(
            object ->
                Fact.of(Weight.BAD, object.ref() + "  " + said(object, now))
                    .seenBy(Kubectl.describe(object.ref())))
        .toList();
  }

  private static String said(KubeObject object, Instant now) {
    return object
        .condition("Ready")
        .map(
            ready ->
                ready.text("reason")
                    + ": "
                    + ready.text("message").strip().lines().findFirst().orElse("")
                    + Ages.since(Ages.instant(ready.text("lastTransitionTime")), now))
        .orElse("source-controller has not seen it yet");
  }

  /** What {@code flux get} calls a kind. */
  static String words(String kind) {
    return switch (kind) {
      case "Kustomization" -> "kustomizations";
      case "HelmRelease" -> "helmreleases";
      default -> KINDS.getOrDefault(kind, "all");
    };
  }
}
