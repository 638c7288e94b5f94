package dev.blackstart.repository.fluxtree;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.FluxSource;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import dev.blackstart.template.kustomize.KustomizeProblem;
import dev.blackstart.template.kustomize.WrittenNowhere;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What Flux begins with: the source that is the operator's repository, and the Kustomization that
 * its operator makes of {@code instance.sync}.
 *
 * @param root the first Kustomization
 * @param source the repository itself
 * @param url empty when nothing says it
 * @param isAppliedByHand whether no Kustomization applies what lies in the first folder
 */
record FluxStart(BuiltObject root, ObjectKey source, String url, boolean isAppliedByHand) {
  /** The start of a cluster whose reader found one. */
  static FluxStart of(ClusterSpec spec, FluxSource flux) {
    Map<String, Object> instance = instance(spec);
    Map<String, Object> sync = Fields.map(instance, "sync");
    FluxStart start =
        at(
            flux.path(),
            flux.namespace(),
            Fields.or(Fields.text(sync, "kind"), "GitRepository"),
            Fields.or(Fields.text(sync, "name"), flux.namespace()),
            Fields.text(sync, "url"));
    return start.patched(Fields.maps(instance, "kustomize", "patches"));
  }

  /** With the patches of the instance, which its operator runs over the first Kustomization too. */
  private FluxStart patched(List<Map<String, Object>> patches) {
    List<Object> targeted =
        patches.stream().filter(patch -> patch.get("target") != null).map(p -> (Object) p).toList();
    if (targeted.isEmpty()) {
      return this;
    }
    try {
      Map<String, Object> object =
          WrittenNowhere.patched(List.of(root.object()), targeted).getFirst();
      BuiltObject changed = new BuiltObject(object, root.origin(), Optional.empty());
      return new FluxStart(changed, source, url, isAppliedByHand);
    } catch (KustomizeProblem | NoSuchElementException otherObjectsMatter) {
      return this;
    }
  }

  static FluxStart at(String path, String namespace, String kind, String name, String url) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("apiVersion", ObjectKey.KUSTOMIZE + "/v1");
    root.put("kind", "Kustomization");
    root.put("metadata", new LinkedHashMap<>(Map.of("name", name, "namespace", namespace)));
    root.put(
        "spec",
        new LinkedHashMap<>(Map.of("path", path, "sourceRef", Map.of("kind", kind, "name", name))));
    return new FluxStart(
        new BuiltObject(root, path, Optional.empty()),
        new ObjectKey(ObjectKey.SOURCE, kind, namespace, name),
        url,
        false);
  }

  /** The same, where an operator applies the first folder. */
  FluxStart appliedByHand() {
    return new FluxStart(root, source, url, true);
  }

  /** What the chart flux-instance is told; later layers win. */
  private static Map<String, Object> instance(ClusterSpec spec) {
    Map<String, Object> merged = new LinkedHashMap<>();
    for (Release release : spec.releases()) {
      if (release.chart().name().equals("flux-instance")) {
        release.values().forEach(layer -> read(layer).forEach(merged::put));
      }
    }
    return merged;
  }

  private static Map<String, Object> read(ValuesDocument layer) {
    Map<String, Object> instance = new LinkedHashMap<>();
    try {
      List<YamlNode> documents = Yaml.parse(layer.yaml(), layer.origin());
      for (YamlNode document : documents) {
        document
            .at("instance")
            .ifPresent(node -> instance.putAll(Fields.asMap(Reading.KUBERNETES.read(node))));
      }
    } catch (YamlProblem toldByTheReader) {
      return Map.of();
    }
    return instance;
  }

  /** The folder of the first Kustomization. */
  String path() {
    return Fields.text(root.object(), "spec", "path");
  }

  /** Whether it is known by now where a Kustomization's files come from. */
  boolean isKnown(Contents contents, Reconciliation one) {
    ObjectKey from = References.source(one);
    return from.equals(source) || contents.has(from);
  }

  /**
   * Whether a Kustomization's files are not those of the operator's repository, as far as its
   * source tells.
   */
  boolean isElsewhere(Contents contents, Reconciliation one, boolean folderIsHere) {
    ObjectKey from = References.source(one);
    Optional<Contents.Entry> entry = contents.get(from);
    if (from.equals(source)) {
      return false;
    }
    if (entry.isEmpty()) {
      return contents.mayHave(from);
    }
    String theirs = Fields.text(entry.get().object().object(), "spec", "url");
    return url.isEmpty()
        ? !from.kind().equals(source.kind()) || !folderIsHere
        : !address(theirs).equals(address(url));
  }

  /** Whether a source is the operator's repository, under whatever name. */
  boolean isOwn(ObjectKey from, String address) {
    return from.equals(source) || !url.isEmpty() && address(address).equals(address(url));
  }

  /** Host and path of a repository's URL, whatever the protocol and user. */
  private static String address(String url) {
    return url.replaceFirst("^[a-z+]+://", "")
        .replaceFirst("^[^@/]+@", "")
        .replaceFirst("^([^/:]+):(?![0-9]+/)", "$1/")
        .replaceFirst("\\.git/?$", "");
  }
}
