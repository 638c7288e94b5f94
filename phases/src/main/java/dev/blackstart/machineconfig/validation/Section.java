package dev.blackstart.machineconfig.validation;

import dev.blackstart.machineconfig.document.ConfigProblem;
import dev.blackstart.machineconfig.document.SecretReference;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A place of a config while it is looked at; it may be empty, and still be complained about. */
final class Section {
  private static final Set<String> TRUE =
      Set.of("true", "True", "TRUE", "y", "Y", "yes", "Yes", "YES", "on", "On", "ON");

  private final Complaints complaints;
  private final Optional<YamlNode> node;
  private final Mark mark;
  private final String path;

  private Section(Complaints complaints, Optional<YamlNode> node, Mark mark, String path) {
    this.complaints = complaints;
    this.node = node.filter(value -> !(value instanceof ScalarNode s && s.isNull()));
    this.mark = mark;
    this.path = path;
  }

  static Section of(Complaints complaints, MapNode document) {
    return new Section(complaints, Optional.of(document), document.mark(), "");
  }

  /** What stands under keys; where something is missing, the place it should stand at. */
  Section at(String... keys) {
    Section here = this;
    for (String key : keys) {
      Optional<YamlNode> value =
          here.node.filter(MapNode.class::isInstance).flatMap(map -> ((MapNode) map).get(key));
      Mark place = value.map(YamlNode::mark).orElse(here.mark);
      String step = here.path.isEmpty() ? key : here.path + "." + key;
      here = new Section(complaints, value, place, step);
    }
    return here;
  }

  /** The items of a list. */
  List<Section> items() {
    List<Section> items = new ArrayList<>();
    if (node.orElse(null) instanceof ListNode list) {
      for (YamlNode item : list.items()) {
        String step = path + "[" + items.size() + "]";
        items.add(new Section(complaints, Optional.of(item), item.mark(), step));
      }
    }
    return items;
  }

  /** The keys of a mapping. */
  Set<String> keys() {
    return node.orElse(null) instanceof MapNode map ? map.keys() : Set.of();
  }

  boolean isList() {
    return node.orElse(null) instanceof ListNode;
  }

  boolean isMapping() {
    return node.orElse(null) instanceof MapNode;
  }

  /** Whether YAML takes it for a text, or nothing is there. */
  boolean isString() {
    return node.isEmpty()
        || node.get() instanceof ScalarNode scalar && Reading.TALOS.read(scalar) instanceof String;
  }

  boolean isWholeNumber() {
    return node.orElse(null) instanceof ScalarNode scalar
        && (Reading.TALOS.read(scalar) instanceof Long
            || Reading.TALOS.read(scalar) instanceof BigInteger)
        && !scalar.text().startsWith("-");
  }

  boolean present() {
    return node.isPresent();
  }

  /** The text; empty when there is none. */
  String text() {
    return node.orElse(null) instanceof ScalarNode scalar ? scalar.text() : "";
  }

  /** Whether there is a text, or a reference to one. */
  boolean filled() {
    return !text().isEmpty();
  }

  /** Whether the value stands elsewhere, so that its form cannot be judged. */
  boolean isReference() {
    return SecretReference.isIn(text());
  }

  boolean flag() {
    return TRUE.contains(text());
  }

  /** The number; 0 when there is none, as Talos counts. */
  long number() {
    String whole = text().replaceFirst("\\.[0-9]*$", "");
    return whole.matches("-?[0-9]{1,18}") ? Long.parseLong(whole) : 0;
  }

  void error(String what) {
    complaints.errors().add(new ConfigProblem(mark, path, what));
  }

  void warning(String what) {
    complaints.warnings().add(new ConfigProblem(mark, path, what));
  }

  /** Complains unless the text is a reference, or one of these. */
  void exactly(String... allowed) {
    if (!filled()) {
      error("must be one of " + String.join(", ", allowed));
    }
    oneOf(allowed);
  }

  /** Complains unless the text is empty, a reference, or one of these. */
  void oneOf(String... allowed) {
    if (filled() && !isReference() && !List.of(allowed).contains(text())) {
      error("\"" + text() + "\" is none of " + String.join(", ", allowed));
    }
  }
}
