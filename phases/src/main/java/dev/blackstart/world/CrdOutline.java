package dev.blackstart.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A CustomResourceDefinition without its schemas, which are nearly all of it: some hundred kB each,
 * and nobody who asks whether it is there and served reads them.
 */
public final class CrdOutline {
  private CrdOutline() {}

  /** The definition with {@code spec.versions[].schema} left out. */
  public static KubeObject of(KubeObject definition) {
    Map<String, Object> fields = new LinkedHashMap<>(definition.fields());
    if (fields.get("spec") instanceof Map<?, ?> spec) {
      Map<Object, Object> outline = new LinkedHashMap<>(spec);
      List<Object> versions = new ArrayList<>();
      definition.list("spec", "versions").forEach(version -> versions.add(outline(version)));
      outline.put("versions", versions);
      fields.put("spec", outline);
    }
    return new KubeObject(fields);
  }

  private static Object outline(Object version) {
    if (version instanceof Map<?, ?> map) {
      Map<Object, Object> outline = new LinkedHashMap<>(map);
      outline.remove("schema");
      return outline;
    }
    return version;
  }
}
