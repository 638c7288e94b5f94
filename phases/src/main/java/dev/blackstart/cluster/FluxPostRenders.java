package dev.blackstart.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What Flux's helm-controller does to the objects of a HelmRelease: each of its {@code
 * postRenderers} in turn, then {@code commonMetadata}. Hooks go through them since Helm 4, what
 * lies in {@code crds/} does not.
 */
public final class FluxPostRenders {
  private FluxPostRenders() {}

  /**
   * @param spec of a HelmRelease
   * @param yaml writes a value
   * @param at where a field of the HelmRelease is written
   */
  public static List<PostRender> of(
      Map<String, Object> spec, Function<Object, String> yaml, Function<String, Place> at) {
    boolean hooks = !"nohooks".equals(spec.get("postRenderStrategy"));
    List<PostRender> steps = new ArrayList<>();
    List<?> renderers = list(spec.get("postRenderers"));
    for (int i = 0; i < renderers.size(); i++) {
      Map<?, ?> kustomize = map(map(renderers.get(i)).get("kustomize"));
      String place = "spec.postRenderers." + i + ".kustomize.";
      List<PostRender.Entry> entries = new ArrayList<>();
      for (String field : List.of("patches", "images")) {
        List<?> items = list(kustomize.get(field));
        for (int j = 0; j < items.size(); j++) {
          entries.add(
              new PostRender.Entry(
                  field, yaml.apply(items.get(j)), at.apply(place + field + "." + j)));
        }
      }
      if (!entries.isEmpty()) {
        steps.add(new PostRender("", entries, hooks, false));
      }
    }
    List<PostRender.Entry> common = common(map(spec.get("commonMetadata")), yaml, at);
    if (!common.isEmpty()) {
      steps.add(new PostRender("", common, hooks, false));
    }
    return steps;
  }

  private static List<PostRender.Entry> common(
      Map<?, ?> metadata, Function<Object, String> yaml, Function<String, Place> at) {
    List<PostRender.Entry> entries = new ArrayList<>();
    for (String field : List.of("labels", "annotations")) {
      if (map(metadata.get(field)).isEmpty()) {
        continue;
      }
      Map<String, Object> transformer = new LinkedHashMap<>();
      transformer.put("apiVersion", "builtin");
      transformer.put(
          "kind", field.equals("labels") ? "LabelTransformer" : "AnnotationsTransformer");
      transformer.put("metadata", Map.of("name", field));
      transformer.put(field, metadata.get(field));
      transformer.put("fieldSpecs", List.of(Map.of("path", "metadata/" + field, "create", true)));
      entries.add(
          new PostRender.Entry(
              "transformers", yaml.apply(transformer), at.apply("spec.commonMetadata." + field)));
    }
    return entries;
  }

  private static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static Map<?, ?> map(Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
