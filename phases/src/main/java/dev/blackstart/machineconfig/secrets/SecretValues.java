package dev.blackstart.machineconfig.secrets;

import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.document.SecretReference;
import dev.blackstart.machineconfig.schema.Shape;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.world.Failure;
import java.util.Map;
import java.util.Optional;

/** Puts values in the place of references; what a value looks like never changes the YAML. */
public final class SecretValues {
  private final Map<String, String> values;

  /** Values by reference, as a secret store resolves them. */
  public SecretValues(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * The config with its references resolved.
   *
   * @throws Failure INPUT naming a reference without a value
   */
  public MachineConfig in(MachineConfig config) {
    return config.map(document -> (MapNode) in(document.content(), document.shape()));
  }

  /** A Kubernetes object with its references resolved, each value a string. */
  public YamlNode in(YamlNode object) {
    return in(object, new Shape.Free());
  }

  private YamlNode in(YamlNode node, Shape shape) {
    return switch (node) {
      case MapNode map ->
          MapNode.of(
              map.mark(),
              map.entries().stream()
                  .map(
                      entry ->
                          new MapNode.Entry(
                              entry.key(), in(entry.value(), shape.at(entry.key().text()))))
                  .toList());
      case ListNode list ->
          new ListNode(
              list.mark(), list.items().stream().map(item -> in(item, shape.item())).toList());
      case ScalarNode scalar -> in(scalar, shape);
    };
  }

  private ScalarNode in(ScalarNode scalar, Shape shape) {
    if (!SecretReference.isIn(scalar.text())) {
      return scalar;
    }
    String text = SecretReference.replace(scalar.text(), reference -> value(reference, scalar));
    return new ScalarNode(scalar.mark(), text, style(scalar, text, shape), Optional.empty());
  }

  /** Quoted, lest a token of digits becomes a number; bare only where a number or flag belongs. */
  private static ScalarNode.Style style(ScalarNode scalar, String text, Shape shape) {
    if (shape instanceof Shape.Scalar wanted
        && (wanted.kind() == Shape.Kind.FLAG || wanted.kind() == Shape.Kind.INT)) {
      return ScalarNode.Style.PLAIN;
    }
    return switch (scalar.style()) {
      case LITERAL, FOLDED -> scalar.style();
      case PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED ->
          text.contains("\n") ? ScalarNode.Style.LITERAL : ScalarNode.Style.DOUBLE_QUOTED;
    };
  }

  private String value(String reference, ScalarNode scalar) {
    String value = values.get(reference);
    if (value == null) {
      throw new Failure(
          Failure.Kind.INPUT,
          scalar.mark() + ": " + reference + " has no value",
          "check that the secret store holds it: op read '" + reference + "'");
    }
    return value;
  }

  @Override
  public String toString() {
    return "SecretValues of " + values.size() + " references";
  }
}
