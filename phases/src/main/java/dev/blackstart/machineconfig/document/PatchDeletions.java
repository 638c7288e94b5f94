package dev.blackstart.machineconfig.document;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parts a patch document into its deletions and the rest (Talos 1.12 configloader). */
final class PatchDeletions {
  private static final String PATCH = "$patch";
  private static final Set<String> ONLY_IDENTITY = Set.of("version", "kind", "name");

  private final List<PatchDeletion> deletions = new ArrayList<>();
  private final DocumentId document;
  private Optional<YamlNode> rest = Optional.empty();

  private PatchDeletions(DocumentId document) {
    this.document = document;
  }

  static PatchDeletions in(MapNode map) {
    String kind = map.text("kind").orElse("");
    PatchDeletions found =
        new PatchDeletions(
            kind.isEmpty()
                ? DocumentId.V1ALPHA1
                : new DocumentId(kind, map.text("name").orElse("")));
    Optional<YamlNode> rest = found.without(map, List.of(), false);
    if (!found.deletions.isEmpty() && rest.filter(PatchDeletions::isOnlyIdentity).isPresent()) {
      rest = Optional.empty();
    }
    found.rest = rest;
    return found;
  }

  List<PatchDeletion> deletions() {
    return deletions;
  }

  /** What is left to merge; empty when the document did nothing but delete. */
  Optional<YamlNode> rest() {
    return rest;
  }

  private Optional<YamlNode> without(YamlNode node, List<String> path, boolean inList) {
    return switch (node) {
      case MapNode map -> {
        if (isDelete(map)) {
          deletions.add(deletion(map, path, inList));
          yield Optional.empty();
        }
        yield map(map, path);
      }
      case ListNode list -> list(list, path);
      case ScalarNode scalar -> Optional.of(scalar);
    };
  }

  /** A mapping or list from which everything was deleted goes, too. */
  private Optional<YamlNode> map(MapNode map, List<String> path) {
    List<MapNode.Entry> kept = new ArrayList<>();
    for (MapNode.Entry entry : map.entries()) {
      without(entry.value(), add(path, entry.key().text()), false)
          .ifPresent(value -> kept.add(new MapNode.Entry(entry.key(), value)));
    }
    return kept.isEmpty() && !map.entries().isEmpty()
        ? Optional.empty()
        : Optional.of(MapNode.of(map.mark(), kept));
  }

  private Optional<YamlNode> list(ListNode list, List<String> path) {
    List<YamlNode> kept = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      without(list.items().get(i), add(path, "[" + i + "]"), true).ifPresent(kept::add);
    }
    return kept.isEmpty() && !list.items().isEmpty()
        ? Optional.empty()
        : Optional.of(new ListNode(list.mark(), kept));
  }

  private PatchDeletion deletion(MapNode map, List<String> path, boolean inList) {
    if (!inList && path.stream().anyMatch(step -> step.startsWith("["))) {
      String what = "$patch: delete cannot reach a key inside an item of a list";
      throw Patch.refused(map.mark(), what);
    }
    if (!inList) {
      return new PatchDeletion(map.mark(), document, path, "", "");
    }
    MapNode.Entry selector =
        map.entries().stream()
            .filter(entry -> !entry.key().text().equals(PATCH))
            .findFirst()
            .orElseThrow(
                () ->
                    Patch.refused(
                        map.mark(), "$patch: delete in a list needs a key that names the item"));
    String value = selector.value() instanceof ScalarNode scalar ? scalar.text() : "";
    return new PatchDeletion(map.mark(), document, path, selector.key().text(), value);
  }

  private static boolean isDelete(MapNode map) {
    return map.get(PATCH)
        .filter(node -> node instanceof ScalarNode scalar && scalar.text().equals("delete"))
        .isPresent();
  }

  private static boolean isOnlyIdentity(YamlNode rest) {
    return rest instanceof MapNode map
        && map.entries().stream()
            .allMatch(
                entry ->
                    ONLY_IDENTITY.contains(entry.key().text())
                        && entry.value() instanceof ScalarNode);
  }

  private static List<String> add(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }
}
