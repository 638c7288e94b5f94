package dev.blackstart.run;

import dev.blackstart.world.Inside;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What of a paper world's Kubernetes is always the same: nobody runs or is held there. */
public interface PaperNodes extends KubeApi {
  @Override
  default Optional<String> refusal(KubeObject object) {
    return Optional.empty();
  }

  @Override
  default void cordon(String node, boolean closed) {}

  @Override
  default List<Waiting> drain(String node) {
    return List.of();
  }

  /** Whole fields of the object, which is all that is asked of it on paper. */
  @Override
  default KubeObject merge(KubeObject.Ref ref, Map<String, Object> fields) {
    Map<String, Object> merged = new HashMap<>(get(ref).orElseThrow().fields());
    merged.putAll(fields);
    return apply(new KubeObject(merged));
  }

  @Override
  default List<Holder> holders(KubeObject.Ref leaving) {
    return List.of();
  }

  @Override
  default void unhold(Holder holder) {}

  @Override
  default Inside inside() {
    return new PaperPods();
  }
}
