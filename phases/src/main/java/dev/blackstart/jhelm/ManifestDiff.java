package dev.blackstart.jhelm;

import dev.blackstart.world.KubeObject;
import dev.blackstart.world.ReleasePreview.FieldChange;
import dev.blackstart.world.ReleasePreview.Kind;
import dev.blackstart.world.ReleasePreview.ObjectChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What differs between two manifests, value by value. */
final class ManifestDiff {
  private static final int LONGEST = 120;
  private static final String HIDDEN = "(hidden)";

  /** A value of an object. */
  record Place(KubeObject.Ref ref, String path) {}

  private final Set<Place> generated;
  private final Redaction redaction;

  /**
   * @param generated values that are made up anew each time, and compared with nothing
   */
  ManifestDiff(Set<Place> generated, Redaction redaction) {
    this.generated = generated;
    this.redaction = redaction;
  }

  /** Places whose values differ in objects that both have. */
  static Set<Place> differing(Manifest one, Manifest other) {
    Set<Place> places = new LinkedHashSet<>();
    for (KubeObject.Ref ref : one.refs()) {
      Map<String, Object> left = leaves(one.fields(ref).orElse(Map.of()));
      Map<String, Object> right = leaves(other.fields(ref).orElse(Map.of()));
      both(left, right).stream()
          .filter(path -> !Objects.equals(left.get(path), right.get(path)))
          .forEach(path -> places.add(new Place(ref, path)));
    }
    return places;
  }

  List<ObjectChange> between(Manifest before, Manifest after) {
    List<ObjectChange> changes = new ArrayList<>();
    for (KubeObject.Ref ref : after.refs()) {
      if (before.fields(ref).isEmpty()) {
        changes.add(new ObjectChange(ref, Kind.NEW, List.of()));
        continue;
      }
      List<FieldChange> fields =
          fields(
              ref,
              leaves(before.fields(ref).orElse(Map.of())),
              leaves(after.fields(ref).orElse(Map.of())));
      if (!fields.isEmpty()) {
        changes.add(new ObjectChange(ref, Kind.CHANGED, fields));
      }
    }
    before.refs().stream()
        .filter(ref -> after.fields(ref).isEmpty())
        .forEach(ref -> changes.add(new ObjectChange(ref, Kind.GONE, List.of())));
    return changes;
  }

  private List<FieldChange> fields(
      KubeObject.Ref ref, Map<String, Object> before, Map<String, Object> after) {
    List<FieldChange> changes = new ArrayList<>();
    for (String path : both(before, after)) {
      boolean madeUp = generated.contains(new Place(ref, path));
      boolean stays = before.containsKey(path) && after.containsKey(path);
      if (!Objects.equals(before.get(path), after.get(path)) && !(madeUp && stays)) {
        changes.add(
            new FieldChange(path, text(ref, path, before, madeUp), text(ref, path, after, madeUp)));
      }
    }
    return changes;
  }

  private String text(
      KubeObject.Ref ref, String path, Map<String, Object> values, boolean generated) {
    if (!values.containsKey(path)) {
      return "";
    }
    if (generated) {
      return "(generated)";
    }
    if (ref.kind().equals("Secret") && (path.startsWith("data") || path.startsWith("stringData"))) {
      return HIDDEN;
    }
    String clean = redaction.ofField(field(path), String.valueOf(values.get(path)));
    String line = clean.strip().replaceAll("\\s*\\n\\s*", " ⏎ ");
    String shown = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    return shown.isEmpty() ? "\"\"" : shown;
  }

  /** The last name of a path; of {@code env[PASSWORD].value} the variable's. */
  private static String field(String path) {
    String named = path.endsWith("].value") ? path.substring(0, path.length() - 7) : path;
    return named.substring(Math.max(named.lastIndexOf('.'), named.lastIndexOf('[')) + 1);
  }

  private static Set<String> both(Map<String, Object> left, Map<String, Object> right) {
    Set<String> paths = new TreeSet<>(left.keySet());
    paths.addAll(right.keySet());
    return paths;
  }

  /** Scalars, and what is empty, by their paths. */
  private static Map<String, Object> leaves(Map<String, Object> object) {
    Map<String, Object> leaves = new LinkedHashMap<>();
    collect("", object, leaves);
    return leaves;
  }

  private static void collect(String path, Object value, Map<String, Object> leaves) {
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() ->
          map.forEach((key, child) -> collect(joined(path, key + ""), child, leaves));
      case List<?> list when !list.isEmpty() -> {
        Set<String> names = new LinkedHashSet<>();
        list.forEach(item -> names.add(Manifest.map(item).getOrDefault("name", "") + ""));
        boolean named = names.size() == list.size() && !names.contains("");
        for (int at = 0; at < list.size(); at++) {
          Object key = named ? Manifest.map(list.get(at)).get("name") : at;
          collect(path + "[" + key + "]", list.get(at), leaves);
        }
      }
      case Number number ->
          leaves.put(
              path,
              number.doubleValue() == number.longValue()
                  ? (Object) number.longValue()
                  : (Object) number.doubleValue());
      case null -> {}
      default -> leaves.put(path, value);
    }
  }

  private static String joined(String path, String key) {
    String part = key.contains(".") ? "[" + key + "]" : key;
    return path.isEmpty() || part.startsWith("[") ? path + part : path + "." + part;
  }
}
