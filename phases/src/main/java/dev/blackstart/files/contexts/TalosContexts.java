package dev.blackstart.files.contexts;

import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.template.yaml.YamlStyle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Merges a talosconfig with one context into the operator's: a context of the same name and CA is
 * replaced, another one of that name never without a word, and no other context is touched.
 */
public final class TalosContexts {
  private static final String CONTEXT = "context";
  private static final String CONTEXTS = "contexts";

  private final ContextFile file;

  public TalosContexts(Path file) {
    this.file = new ContextFile(file);
  }

  /**
   * Merges it.
   *
   * @param talosconfig holds a private key
   * @throws NameTaken when another cluster has the name and the wish is that this be refused
   * @throws dev.blackstart.world.Failure INPUT with file:line when the operator's file is broken
   */
  public Merged merge(String talosconfig, Wish wish) {
    try (ContextFile.Held held = file.hold()) {
      return merged((MapNode) Yaml.document(talosconfig, "the new talosconfig"), wish);
    } catch (YamlProblem problem) {
      throw ContextFile.broken(problem);
    }
  }

  private Merged merged(MapNode fresh, Wish wish) {
    MapNode read = file.read();
    MapNode root = read.entries().isEmpty() ? Fields.with(read, CONTEXT, "") : read;
    MapNode contexts = Fields.map(root, CONTEXTS);
    MapNode.Entry only = Fields.map(fresh, CONTEXTS).entries().iterator().next();
    MapNode access = (MapNode) only.value();
    String wanted = wish.context().orElseGet(() -> wish.named(only.key().text()));
    Optional<MapNode> known = contexts.get(wanted).map(any -> Fields.map(contexts, wanted));
    boolean other = known.filter(each -> !sameCluster(each, access)).isPresent();
    if (other && wish.taken() == Taken.REFUSED) {
      throw new NameTaken(
          known.get().mark(),
          CONTEXT,
          wanted,
          "it has " + told(known.get()) + ", this one has " + told(access));
    }
    String name = other && wish.taken() == Taken.RENAMED ? free(wanted, contexts) : wanted;
    MapNode kept = known.filter(each -> !other).map(each -> withNodes(access, each)).orElse(access);
    MapNode result = Fields.with(root, CONTEXTS, Fields.with(contexts, name, kept));
    Optional<String> current = root.text(CONTEXT).filter(each -> !each.isEmpty());
    if (wish.use() || current.isEmpty()) {
      result = Fields.with(result, CONTEXT, name);
    }
    List<Path> backups =
        file.write(Yaml.write(result, YamlStyle.FOUR)).map(List::of).orElse(List.of());
    return new Merged(
        List.of(file.named()),
        name,
        known.isPresent() && name.equals(wanted),
        result.text(CONTEXT).orElse(name),
        backups);
  }

  /** The nodes the operator chose to ask when none are named stay. */
  private static MapNode withNodes(MapNode access, MapNode known) {
    Optional<YamlNode> nodes = known.get("nodes");
    return access.get("nodes").isEmpty() && nodes.isPresent()
        ? Fields.with(access, "nodes", nodes.get())
        : access;
  }

  private static boolean sameCluster(MapNode one, MapNode other) {
    return authorities(one).sameAs(authorities(other));
  }

  private static String told(MapNode context) {
    return authorities(context).told();
  }

  private static Authorities authorities(MapNode context) {
    return Authorities.ofBase64(context.text("ca"));
  }

  private static String free(String name, MapNode contexts) {
    int number = 1;
    while (contexts.get(name + "-" + number).isPresent()) {
      number++;
    }
    return name + "-" + number;
  }
}
