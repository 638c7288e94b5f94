package dev.blackstart.files.contexts;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The named entries of kubeconfigs, seen as kubectl does: of two with one name the first counts.
 */
final class KubeEntries {
  /** The three lists of a kubeconfig. */
  enum Kind {
    CLUSTER("clusters", "cluster"),
    USER("users", "user"),
    CONTEXT("contexts", "context");

    final String list;
    final String key;

    Kind(String list, String key) {
      this.list = list;
      this.key = key;
    }
  }

  private static final String CURRENT = "current-context";

  /** Roots of the files, in order; changed by copying. */
  private final List<MapNode> roots;

  KubeEntries(List<MapNode> roots) {
    this.roots = new ArrayList<>(roots);
  }

  List<MapNode> roots() {
    return List.copyOf(roots);
  }

  /** The entry of a name, with its name. */
  Optional<MapNode> get(Kind kind, String name) {
    return where(kind, name)
        .map(place -> Fields.items(roots.get(place.file()), kind.list).get(place.item()));
  }

  /** What an entry says; empty when it is not there. */
  Optional<MapNode> content(Kind kind, String name) {
    return get(kind, name).map(entry -> Fields.map(entry, kind.key));
  }

  boolean has(Kind kind, String name) {
    return where(kind, name).isPresent();
  }

  List<MapNode> all(Kind kind) {
    return roots.stream().flatMap(root -> Fields.items(root, kind.list).stream()).toList();
  }

  /**
   * Puts an entry where the one of its name was, else at the end of a file.
   *
   * @param otherwise index of that file
   */
  void put(Kind kind, String name, YamlNode content, int otherwise) {
    Optional<Place> place = where(kind, name);
    int file = place.map(Place::file).orElse(otherwise);
    MapNode root = complete(roots.get(file));
    List<YamlNode> items = new ArrayList<>(Fields.items(root, kind.list));
    MapNode entry =
        Fields.with(
            Fields.with(MapNode.of(root.mark(), List.of()), kind.key, content), "name", name);
    if (place.isPresent()) {
      items.set(place.get().item(), entry);
    } else {
      items.add(entry);
    }
    roots.set(file, Fields.with(root, kind.list, new ListNode(root.mark(), items)));
  }

  /** The current context, and the file that says so; empty when none does. */
  Optional<String> current() {
    return currentFile()
        .flatMap(file -> roots.get(file).text(CURRENT))
        .filter(name -> !name.isEmpty());
  }

  void use(String context, int otherwise) {
    int file = currentFile().orElse(otherwise);
    roots.set(file, Fields.with(roots.get(file), CURRENT, context));
  }

  private static MapNode complete(MapNode root) {
    MapNode versioned =
        root.get("apiVersion").isPresent() ? root : Fields.with(root, "apiVersion", "v1");
    return versioned.get("kind").isPresent() ? versioned : Fields.with(versioned, "kind", "Config");
  }

  private Optional<Integer> currentFile() {
    for (int file = 0; file < roots.size(); file++) {
      if (roots.get(file).text(CURRENT).filter(name -> !name.isEmpty()).isPresent()) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private record Place(int file, int item) {}

  private Optional<Place> where(Kind kind, String name) {
    for (int file = 0; file < roots.size(); file++) {
      List<MapNode> items = Fields.items(roots.get(file), kind.list);
      for (int item = 0; item < items.size(); item++) {
        if (items.get(item).text("name").filter(name::equals).isPresent()) {
          return Optional.of(new Place(file, item));
        }
      }
    }
    return Optional.empty();
  }
}
