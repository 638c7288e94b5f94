package dev.blackstart.jhelm;

import dev.blackstart.world.KubeObject;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * CustomResourceDefinitions of charts as long as there is memory for them: preflight and the phase
 * that applies them want the same, and reading some megabytes of YAML takes seconds.
 */
final class KeptDefinitions {
  private final Map<String, SoftReference<List<KubeObject>>> kept = new ConcurrentHashMap<>();

  /**
   * @param made chart and values they are made from
   * @param reading makes them
   */
  List<KubeObject> of(String made, Supplier<List<KubeObject>> reading) {
    SoftReference<List<KubeObject>> reference = kept.get(made);
    List<KubeObject> known = reference == null ? null : reference.get();
    if (known == null) {
      known = List.copyOf(reading.get());
      kept.put(made, new SoftReference<>(known));
    }
    return known;
  }
}
