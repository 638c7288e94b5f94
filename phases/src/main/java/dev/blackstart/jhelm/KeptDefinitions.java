package dev.blackstart.jhelm;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.blackstart.jhelm.remote.Sums;
import dev.blackstart.world.CrdOutline;
import dev.blackstart.world.KubeObject;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * CustomResourceDefinitions of charts, in memory as long as there is room and on disk for the next
 * process: preflight and the phase that applies them want the same, and reading some megabytes of
 * YAML takes seconds.
 */
final class KeptDefinitions {
  private static final TypeReference<List<Map<String, Object>>> OBJECTS = new TypeReference<>() {};

  private final KeptReadings kept;
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();
  private final Map<String, List<KubeObject>> outlines = new ConcurrentHashMap<>();

  KeptDefinitions(KeptReadings kept) {
    this.kept = kept;
  }

  /** Who wants the same as somebody else waits for it. */
  private static final class Slot {
    private SoftReference<List<KubeObject>> known = new SoftReference<>(null);
  }

  /**
   * @param made chart, values and all else they are made from
   * @param reading makes them
   */
  List<KubeObject> of(String made, Supplier<List<KubeObject>> reading) {
    Slot slot = slots.computeIfAbsent(made, unknown -> new Slot());
    synchronized (slot) {
      List<KubeObject> definitions = slot.known.get();
      if (definitions == null) {
        definitions = had("crds-1-", made, reading);
        slot.known = new SoftReference<>(definitions);
      }
      return definitions;
    }
  }

  /** The same without their schemas. */
  List<KubeObject> outlines(String made, Supplier<List<KubeObject>> reading) {
    return outlines.computeIfAbsent(
        made,
        unknown ->
            had(
                "outlines-1-",
                made,
                () -> of(made, reading).stream().map(CrdOutline::of).toList()));
  }

  private List<KubeObject> had(String form, String made, Supplier<List<KubeObject>> reading) {
    String key = form + Sums.sha256(made.getBytes(StandardCharsets.UTF_8));
    Optional<List<Map<String, Object>>> before = kept.find(key, OBJECTS);
    if (before.isPresent()) {
      return before.get().stream().map(KubeObject::new).toList();
    }
    List<KubeObject> now = List.copyOf(reading.get());
    kept.keep(key, now.stream().map(KubeObject::fields).toList());
    return now;
  }
}
