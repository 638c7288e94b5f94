package dev.blackstart.repository.talhelper;

import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mapping of a {@code talconfig.yaml} that is read key by key; what is not what its key wants is
 * a finding and counts as absent.
 */
record Part(MapNode map, Findings findings) {
  Mark mark() {
    return map.mark();
  }

  /** The value of a key that is neither absent nor null. */
  Optional<YamlNode> get(String key) {
    return map.get(key).filter(value -> !(value instanceof ScalarNode scalar && scalar.isNull()));
  }

  Optional<ScalarNode> scalar(String key) {
    return get(key)
        .flatMap(
            value ->
                value instanceof ScalarNode scalar
                    ? Optional.of(scalar)
                    : wrong(key, value, "a text"));
  }

  /** A text that is not empty. */
  Optional<String> text(String key) {
    return scalar(key).map(ScalarNode::text).filter(text -> !text.isEmpty());
  }

  Optional<Setting<String>> setting(String key) {
    return scalar(key)
        .filter(value -> !value.text().isEmpty())
        .map(value -> new Setting<>(value.text(), Findings.place(value.mark())));
  }

  boolean isTrue(String key) {
    Optional<ScalarNode> flag = scalar(key);
    return flag.filter(value -> value.text().matches("true|True|TRUE")).isPresent()
        || flag.filter(value -> !value.text().matches("false|False|FALSE"))
            .flatMap(value -> wrong(key, value, "true or false"))
            .isPresent();
  }

  /** A whole number above 0. */
  Optional<ScalarNode> number(String key) {
    return scalar(key)
        .flatMap(
            value ->
                value.text().matches("[0-9]{1,9}")
                    ? Optional.of(value)
                    : wrong(key, value, "a whole number"))
        .filter(value -> !value.text().matches("0+"));
  }

  Optional<Part> part(String key) {
    return get(key)
        .flatMap(
            value ->
                value instanceof MapNode below
                    ? Optional.of(new Part(below, findings))
                    : wrong(key, value, "a mapping"));
  }

  Optional<ListNode> list(String key) {
    return get(key)
        .flatMap(
            value ->
                value instanceof ListNode list ? Optional.of(list) : wrong(key, value, "a list"));
  }

  List<ScalarNode> scalars(String key) {
    List<ScalarNode> scalars = new ArrayList<>();
    list(key)
        .ifPresent(
            list -> {
              for (YamlNode item : list.items()) {
                if (item instanceof ScalarNode scalar) {
                  scalars.add(scalar);
                } else {
                  wrong(key, item, "a list of texts");
                }
              }
            });
    return scalars;
  }

  List<String> texts(String key) {
    return scalars(key).stream().map(ScalarNode::text).toList();
  }

  List<Part> parts(String key) {
    List<Part> parts = new ArrayList<>();
    list(key)
        .ifPresent(
            list -> {
              for (YamlNode item : list.items()) {
                if (item instanceof MapNode below) {
                  parts.add(new Part(below, findings));
                } else {
                  wrong(key, item, "a list of mappings");
                }
              }
            });
    return parts;
  }

  /** Reports a value that is not what it should be. */
  <T> Optional<T> wrong(String key, YamlNode value, String wanted) {
    findings.add(
        FindingKind.BAD_VALUE, value.mark(), key + " is not " + wanted, "give it " + wanted);
    return Optional.empty();
  }

  /** Reports keys that talhelper passes over in silence, or that are not rendered here. */
  void refuse(String why, String... keys) {
    for (String key : keys) {
      get(key)
          .filter(value -> !(value instanceof ScalarNode scalar && scalar.text().matches("false|")))
          .ifPresent(
              value ->
                  findings.add(
                      FindingKind.CONFIG_NOT_RENDERED,
                      value.mark(),
                      key + " would be lost: " + why,
                      "write it as a patch, in the document Talos wants it in"));
    }
  }
}
