package dev.blackstart.repository.fluxtree;

import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import dev.blackstart.template.kustomize.PostBuild;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables that some Kustomizations replace, in objects of one that replaces none: they are
 * applied as they stand. Scripts and dashboards in ConfigMaps have variables of their own and are
 * left alone.
 */
final class Unreplaced {
  private static final Pattern VARIABLE =
      Pattern.compile("(?<!\\$)\\$\\{([A-Za-z_][A-Za-z0-9_]*)[^}]*}");
  private static final Set<String> LEFT_ALONE = Set.of("ConfigMap", "Secret");

  /** Where variables come from. */
  private record Settings(PostBuild.Reference object, String namespace) {}

  private final Contents contents;
  private final Faults faults;

  Unreplaced(Contents contents, Faults faults) {
    this.contents = contents;
    this.faults = faults;
  }

  void check(Collection<Reconciliation> all) {
    Map<String, Settings> settings = settings(all);
    for (Reconciliation one : all) {
      if (one.isKustomization() && Fields.map(one.spec(), "postBuild").isEmpty()) {
        for (ObjectKey key : one.applied()) {
          Optional<Contents.Entry> entry = contents.get(key);
          if (entry.isPresent() && !LEFT_ALONE.contains(key.kind())) {
            check(one, key, entry.get().object(), settings);
          }
        }
      }
    }
  }

  /** Every variable that somebody takes from an object, with that object. */
  private Map<String, Settings> settings(Collection<Reconciliation> all) {
    Map<String, Settings> settings = new HashMap<>();
    for (Reconciliation one : all) {
      String namespace = one.key().namespace();
      for (PostBuild.Reference named : PostBuild.references(one.spec())) {
        Settings from = new Settings(named, namespace);
        ObjectKey key = new ObjectKey("", named.kind(), namespace, named.name());
        Map<String, Object> object =
            contents.get(key).map(entry -> entry.object().object()).orElse(Map.of());
        for (String field : List.of("data", "stringData")) {
          Fields.map(object, field).keySet().forEach(name -> settings.putIfAbsent(name, from));
        }
      }
    }
    return settings;
  }

  private void check(
      Reconciliation one, ObjectKey key, BuiltObject object, Map<String, Settings> settings) {
    Set<String> found = new LinkedHashSet<>();
    String place = look(object.object(), "", settings.keySet(), found);
    if (!found.isEmpty()) {
      Settings from = settings.get(found.iterator().next());
      faults.tell(
          one,
          FindingKind.NOT_SUBSTITUTED,
          object.place(place),
          key.kind()
              + " "
              + key
              + " holds ${"
              + String.join("}, ${", found.stream().limit(3).toList())
              + "}, and "
              + one
              + ", which applies it, replaces no variables",
          remedy(one, from));
    }
  }

  private static String remedy(Reconciliation one, Settings from) {
    boolean here = from.namespace().equals(one.key().namespace());
    return (here ? "" : "move the Kustomization into the namespace " + from.namespace() + " and ")
        + "give it postBuild.substituteFrom with "
        + from.object().kind()
        + " "
        + from.object().name()
        + ", or put the value itself there";
  }

  /** Adds the variables below a value; the path of the first of them. */
  private static String look(Object value, String path, Set<String> known, Set<String> found) {
    String first = "";
    switch (value) {
      case Map<?, ?> map -> {
        for (Map.Entry<?, ?> field : map.entrySet()) {
          String at = path.isEmpty() ? field.getKey().toString() : path + "." + field.getKey();
          String below = look(field.getValue(), at, known, found);
          first = first.isEmpty() ? below : first;
        }
      }
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          String below = look(list.get(i), path + "." + i, known, found);
          first = first.isEmpty() ? below : first;
        }
      }
      case String text -> {
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
          if (known.contains(variable.group(1))) {
            found.add(variable.group(1));
            first = path;
          }
        }
      }
      case null -> {}
      default -> {}
    }
    return first;
  }
}
