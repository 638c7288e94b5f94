package dev.blackstart.jhelm;

import dev.blackstart.world.KubeObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objects of a release by name, without what says only who put them there.
 *
 * @param objects each with its fields, in the order of the chart
 */
record Manifest(Map<KubeObject.Ref, Map<String, Object>> objects) {
  /** Labels that Flux's helm-controller puts on each object of a release it has taken over. */
  private static final String FLUX = "helm.toolkit.fluxcd.io/";

  /**
   * @param namespace of the release, for objects that name none
   */
  static Manifest of(List<KubeObject> objects, String namespace) {
    Map<KubeObject.Ref, Map<String, Object>> all = new LinkedHashMap<>();
    for (KubeObject object : objects) {
      String own = object.namespace().isEmpty() ? namespace : object.namespace();
      boolean wide = ClusterScoped.includes(object.kind());
      KubeObject.Ref ref =
          new KubeObject.Ref(
              object.text("apiVersion"), object.kind(), wide ? "" : own, object.name());
      all.put(ref, plain(object.fields(), wide ? "" : own));
    }
    return new Manifest(all);
  }

  List<KubeObject.Ref> refs() {
    return List.copyOf(objects.keySet());
  }

  Optional<Map<String, Object>> fields(KubeObject.Ref ref) {
    return Optional.ofNullable(objects.get(ref));
  }

  /** An object may name the namespace it would be put into anyhow, or not. */
  private static Map<String, Object> plain(Map<String, Object> object, String namespace) {
    Map<String, Object> copy = new LinkedHashMap<>(object);
    Map<String, Object> metadata = new LinkedHashMap<>(map(copy.get("metadata")));
    metadata.remove("namespace");
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    Map<String, Object> labels = new LinkedHashMap<>(map(metadata.remove("labels")));
    labels.keySet().removeIf(label -> label.startsWith(FLUX));
    if (!labels.isEmpty()) {
      metadata.put("labels", labels);
    }
    copy.put("metadata", metadata);
    return copy;
  }

  @SuppressWarnings("unchecked") // keys of a read document are strings
  static Map<String, Object> map(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /** Secrets may be inside: only names are told. */
  @Override
  public String toString() {
    return objects.keySet().toString();
  }
}
