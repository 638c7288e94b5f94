package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Finding;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Definitions that drop a version which objects may still be stored in ({@code
 * status.storedVersions}). The API server takes no such definition, and says so in the middle of a
 * run.
 */
public final class StoredVersions {
  private StoredVersions() {}

  /**
   * What the repository's definitions drop of those a cluster has; empty where none answers.
   *
   * @throws Failure when the API server refuses to say what it has
   */
  public static List<Finding> dropped(ClusterSpec spec, World world) {
    Map<String, KubeObject> present = new HashMap<>();
    world
        .kube()
        .list("apiextensions.k8s.io/v1", "CustomResourceDefinition", "")
        .forEach(crd -> present.put(crd.name(), crd));
    List<Finding> findings = new ArrayList<>();
    if (present.isEmpty()) {
      return findings;
    }
    for (CrdSource source : spec.crds()) {
      for (KubeObject crd : definitions(source, world)) {
        refused(crd, present.get(crd.name()))
            .ifPresent(
                failure ->
                    findings.add(
                        PreflightFinding.STORED_VERSION.error(
                            source.at().toString(), failure.what(), failure.remedy())));
      }
    }
    return findings;
  }

  private static List<KubeObject> definitions(CrdSource source, World world) {
    try {
      return world.crdOutlines(source);
    } catch (Failure missing) {
      return List.of(); // told by the checks that look for charts and files
    }
  }

  /**
   * Why the API server will not take a definition in place of the one it has.
   *
   * @param present null when it has none
   */
  static Optional<Failure> refused(KubeObject wanted, KubeObject present) {
    if (present == null) {
      return Optional.empty();
    }
    List<String> kept = versions(wanted).map(StoredVersions::name).toList();
    return present.list("status", "storedVersions").stream()
        .map(String::valueOf)
        .filter(stored -> !kept.contains(stored))
        .findFirst()
        .map(stored -> refused(wanted, stored, storage(present)));
  }

  private static Failure refused(KubeObject wanted, String stored, String storage) {
    String name = wanted.name();
    return new Failure(
        Failure.Kind.REFUSED,
        "CRD " + name + " drops " + stored + ", which objects may be stored in",
        storage.equals(stored)
            ? "apply first a version of it that stores another version and still has " + stored
            : "store its objects anew: kubectl get "
                + name
                + " -A -o json | kubectl replace -f - ; then: kubectl patch crd "
                + name
                + " --subresource=status --type=merge -p '{\"status\":{\"storedVersions\":[\""
                + storage
                + "\"]}}'");
  }

  /** The version the API server stores objects in now. */
  private static String storage(KubeObject crd) {
    return versions(crd)
        .filter(version -> Boolean.TRUE.equals(version.get("storage")))
        .map(StoredVersions::name)
        .findFirst()
        .orElse("");
  }

  private static Stream<Map<?, ?>> versions(KubeObject crd) {
    return crd.list("spec", "versions").stream()
        .flatMap(version -> version instanceof Map<?, ?> map ? Stream.of(map) : Stream.of());
  }

  private static String name(Map<?, ?> version) {
    return String.valueOf(version.get("name"));
  }
}
