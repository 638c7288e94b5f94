package dev.blackstart.template.yaml;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A mapping; its entries in the order of the text, those of a merge key where the key stood. */
public final class MapNode implements YamlNode {
  private final Mark mark;
  private final Map<String, Entry> entries;

  /**
   * A key and what it names.
   *
   * @param key the key as written, with its place
   * @param value the value
   */
  public record Entry(ScalarNode key, YamlNode value) {}

  MapNode(Mark mark, Map<String, Entry> entries) {
    this.mark = mark;
    this.entries = Collections.unmodifiableMap(entries);
  }

  /** A mapping of these entries; of two with one key the later one wins. */
  public static MapNode of(Mark mark, List<Entry> entries) {
    Map<String, Entry> byKey = new LinkedHashMap<>();
    entries.forEach(entry -> byKey.put(entry.key().text(), entry));
    return new MapNode(mark, byKey);
  }

  @Override
  public Mark mark() {
    return mark;
  }

  /** The value of a key, by the key's text. */
  public Optional<YamlNode> get(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  /** A key with its value, by the key's text. */
  public Optional<Entry> entry(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** All entries in order. */
  public Collection<Entry> entries() {
    return entries.values();
  }

  /** All keys in order, as text. */
  public Set<String> keys() {
    return entries.keySet();
  }

  @Override
  public String toString() {
    return mark + " mapping of " + keys();
  }
}
