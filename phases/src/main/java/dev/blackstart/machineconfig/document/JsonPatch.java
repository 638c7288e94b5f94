package dev.blackstart.machineconfig.document;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A patch after RFC 6902, as Talos takes it (evanphx/json-patch): a list of operations, done in
 * order. What it puts in keeps the place it was written at.
 */
public record JsonPatch(List<Operation> operations) {
  private static final Set<String> NAMES =
      Set.of("add", "remove", "replace", "move", "copy", "test");
  private static final Set<String> WITH_VALUE = Set.of("add", "replace", "test");

  /**
   * One of them.
   *
   * @param from where move and copy take it
   * @param value what add, replace and test want
   */
  record Operation(
      Mark mark, String name, JsonPointer path, Optional<JsonPointer> from, YamlNode value) {}

  /** The operations of a list; refuses what is none. */
  static JsonPatch of(ListNode list) {
    List<Operation> operations = new ArrayList<>();
    for (YamlNode item : list.items()) {
      String name = item.text("op").orElse("");
      Optional<JsonPointer> path = item.scalar("path").map(JsonPointer::of);
      Optional<JsonPointer> from = item.scalar("from").map(JsonPointer::of);
      boolean moves = name.equals("move") || name.equals("copy");
      if (!NAMES.contains(name) || path.isEmpty() || moves && from.isEmpty()) {
        throw Patch.refused(
            item.mark(), "no operation of a JSON6902 patch: op, path and what goes with them");
      }
      Optional<YamlNode> value = item.at("value");
      if (WITH_VALUE.contains(name) && value.isEmpty()) {
        throw Patch.refused(item.mark(), "the operation " + name + " needs a value");
      }
      operations.add(
          new Operation(
              item.mark(),
              name,
              path.get(),
              from,
              value.orElse(ScalarNode.plain(item.mark(), "null"))));
    }
    return new JsonPatch(List.copyOf(operations));
  }

  /** The document with all of them done; refuses what cannot be done. */
  MapNode applied(MapNode document) {
    YamlNode result = document;
    for (Operation operation : operations) {
      result = applied(result, operation);
    }
    if (result instanceof MapNode map) {
      return map;
    }
    throw Patch.refused(operations.getLast().mark(), "nothing of the config is left");
  }

  private static YamlNode applied(YamlNode document, Operation operation) {
    JsonPointer path = operation.path();
    return switch (operation.name()) {
      case "add" -> path.add(document, operation.value(), operation.mark());
      case "remove" -> path.remove(document, operation.mark());
      case "replace" -> path.replace(document, operation.value(), operation.mark());
      case "copy" -> path.add(document, at(document, operation), operation.mark());
      case "move" ->
          path.add(
              operation.from().orElseThrow().remove(document, operation.mark()),
              at(document, operation),
              operation.mark());
      default -> {
        Optional<YamlNode> found = path.find(document);
        boolean same =
            found
                .map(Reading.TALOS::read)
                .filter(value -> value.equals(Reading.TALOS.read(operation.value())))
                .isPresent();
        if (!same) {
          throw Patch.refused(operation.mark(), "the test of " + path + " fails");
        }
        yield document;
      }
    };
  }

  private static YamlNode at(YamlNode document, Operation operation) {
    JsonPointer from = operation.from().orElseThrow();
    return from.find(document)
        .orElseThrow(() -> Patch.refused(operation.mark(), "nothing is at " + from));
  }
}
