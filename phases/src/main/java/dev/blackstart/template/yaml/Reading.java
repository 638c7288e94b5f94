package dev.blackstart.template.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the scalars of a document mean to the program that will read it.
 *
 * <p>A value is a {@code LinkedHashMap<String, Object>}, {@code ArrayList<Object>}, {@code String},
 * {@code Boolean}, {@code Long}, {@code BigInteger} (up to 2^64-1), {@code Double} or null.
 * Timestamps and base-60 numbers stay text in both readings.
 */
public enum Reading {
  /**
   * As gopkg.in/yaml.v3 decodes into an untyped value: YAML 1.2's core words, octal both as {@code
   * 0o644} and {@code 0644}; {@code yes}, {@code on}, {@code off} are text. Keys keep their text.
   */
  TALOS(Set.of("true", "True", "TRUE"), Set.of("false", "False", "FALSE")),

  /**
   * As sigs.k8s.io/yaml (Helm, kubectl, Flux) decodes, on go-yaml v2: YAML 1.1's words too, {@code
   * y}, {@code yes}, {@code on} are true, {@code n}, {@code no}, {@code off} false. Keys become
   * JSON's: {@code on:} is the key {@code true}.
   */
  KUBERNETES(
      Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"),
      Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"));

  private final ScalarRules rules;

  Reading(Set<String> trues, Set<String> falses) {
    this.rules = new ScalarRules(trues, falses);
  }

  /**
   * The value of a node.
   *
   * @throws YamlProblem when an explicit tag does not fit its text, or a key is null
   */
  public Object read(YamlNode node) {
    return switch (node) {
      case MapNode map -> readMap(map);
      case ListNode list -> {
        List<Object> items = new ArrayList<>(list.items().size());
        list.items().forEach(item -> items.add(read(item)));
        yield items;
      }
      case ScalarNode scalar -> rules.read(scalar);
    };
  }

  /** The value of a mapping, its keys in order. */
  public Map<String, Object> readMap(MapNode map) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (MapNode.Entry entry : map.entries()) {
      String key = this == TALOS ? entry.key().text() : rules.jsonKey(entry.key());
      if (values.containsKey(key)) {
        throw new YamlProblem(entry.key().mark(), "key \"" + key + "\" is set twice");
      }
      values.put(key, read(entry.value()));
    }
    return values;
  }

  /** Whether a plain scalar of this text would be read as this very string. */
  boolean isText(String plain) {
    return plain.equals(rules.resolve(plain)) && !ScalarRules.isTimestamp(plain);
  }
}
