package dev.blackstart.repository.fluxtree;

import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Every object the tree brings, by key, and what it may bring besides. */
final class Contents {
  /**
   * An object and who applies it.
   *
   * @param owner empty for what is there before Flux
   */
  record Entry(BuiltObject object, Optional<Reconciliation> owner) {}

  /** Objects that would be there if somebody's build did not fail; the owner tells whose. */
  private record Possible(String kind, Pattern name, Optional<Reconciliation> owner) {}

  private final Map<ObjectKey, Entry> entries = new LinkedHashMap<>();
  private final List<Possible> possible = new ArrayList<>();

  /** Adds an object; the entry that was there before it, which stays. */
  Optional<Entry> add(ObjectKey key, BuiltObject object, Optional<Reconciliation> owner) {
    return Optional.ofNullable(entries.putIfAbsent(key, new Entry(object, owner)));
  }

  boolean has(ObjectKey key) {
    return entries.containsKey(key);
  }

  Optional<Entry> get(ObjectKey key) {
    return Optional.ofNullable(entries.get(key));
  }

  void each(BiConsumer<ObjectKey, Entry> visitor) {
    entries.forEach(visitor);
  }

  /** Keys of a kind, for hints and for objects that make others. */
  List<ObjectKey> all(String group, String kind) {
    return entries.keySet().stream().filter(key -> key.is(group, kind)).toList();
  }

  /**
   * Remembers that an object may come to be.
   *
   * @param name with {@code *} for what is not known of it
   */
  void mayBring(String kind, String name, Optional<Reconciliation> owner) {
    String pattern = Pattern.quote(name).replace("*", "\\E.*\\Q");
    possible.add(new Possible(kind, Pattern.compile(pattern), owner));
  }

  /** Whether an object may come to be although it is not among those known. */
  boolean mayHave(ObjectKey key) {
    return possible.stream().anyMatch(one -> fits(one, key));
  }

  /** Whose failing build keeps an object from being. */
  List<Reconciliation> wouldBring(ObjectKey key) {
    return possible.stream()
        .filter(one -> fits(one, key))
        .flatMap(one -> one.owner().stream())
        .distinct()
        .toList();
  }

  private static boolean fits(Possible one, ObjectKey key) {
    return one.kind().equals(key.kind()) && one.name().matcher(key.name()).matches();
  }
}
