package dev.blackstart.phase.stack;

import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How objects are read here: once, of the newest version that is served. */
final class Objects {
  private Objects() {}

  /** All objects of a kind that somebody answers for. */
  static List<KubeObject> of(World world, String group, List<String> versions, String kind) {
    for (String version : versions) {
      List<KubeObject> found = world.kube().listOnce(group + "/" + version, kind, "", Map.of());
      if (!found.isEmpty()) {
        return found.stream().filter(object -> isPlayed(world, object)).toList();
      }
    }
    return List.of();
  }

  /** A rehearsal has not every operator: what nobody has said anything of is not judged there. */
  static boolean isPlayed(World world, KubeObject object) {
    if (world.kind() == World.Kind.LIVE) {
      return true;
    }
    List<KubeObject> conditions = each(object, "status", "conditions");
    boolean onlyDefaults =
        conditions.stream().allMatch(condition -> condition.text("status").equals("Unknown"));
    boolean more =
        object
            .at("status")
            .filter(status -> status instanceof Map<?, ?> map && more(map))
            .isPresent();
    return more || !conditions.isEmpty() && !onlyDefaults;
  }

  private static boolean more(Map<?, ?> status) {
    return status.entrySet().stream()
        .anyMatch(field -> !field.getKey().equals("conditions") && !isEmpty(field.getValue()));
  }

  private static boolean isEmpty(Object value) {
    return value instanceof Map<?, ?> map && map.isEmpty();
  }

  /** The objects of a list. */
  static List<KubeObject> each(KubeObject object, String... path) {
    List<KubeObject> all = new ArrayList<>();
    for (Object entry : object.list(path)) {
      if (entry instanceof Map<?, ?> map) {
        @SuppressWarnings("unchecked")
        Map<String, Object> fields = (Map<String, Object>) map;
        all.add(new KubeObject(fields));
      }
    }
    return all;
  }

  /** Why a condition does not hold; absent when it does. */
  static Optional<String> unmet(KubeObject object, String type, String silence) {
    Optional<KubeObject> condition = object.condition(type);
    if (condition.filter(each -> each.text("status").equals("True")).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(condition.map(Objects::said).orElse(silence));
  }

  private static String said(KubeObject condition) {
    String message = condition.text("message").strip().lines().findFirst().orElse("");
    String reason = condition.text("reason");
    return message.isEmpty() ? reason : reason.isEmpty() ? message : reason + ": " + message;
  }
}
