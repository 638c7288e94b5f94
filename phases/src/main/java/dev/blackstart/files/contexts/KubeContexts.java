package dev.blackstart.files.contexts;

import dev.blackstart.files.contexts.KubeEntries.Kind;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.template.yaml.YamlStyle;
import dev.blackstart.world.Kubeconfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Merges a cluster's admin kubeconfig into the operator's: a cluster of the same name and CA is
 * replaced, another one of that name never without a word, and no other entry is touched.
 */
public final class KubeContexts {
  /** As kubectl writes it, with the keys in the order they were in. */
  private static final YamlStyle STYLE = new YamlStyle(2, false, false, 0);

  private final List<ContextFile> files;

  /**
   * @param files as {@code $KUBECONFIG} lists them; a new entry goes into the first that is there,
   *     else into the last, as kubectl does
   */
  public KubeContexts(List<Path> files) {
    this.files = files.stream().map(ContextFile::new).toList();
  }

  /**
   * Merges it.
   *
   * @throws NameTaken when another cluster has the name and the wish is that this be refused
   * @throws dev.blackstart.world.Failure INPUT with file:line when a file of the operator is broken
   */
  public Merged merge(Kubeconfig fetched, Wish wish) {
    List<ContextFile.Held> held = new ArrayList<>();
    try {
      files.stream()
          .sorted(Comparator.comparing(ContextFile::named))
          .forEach(file -> held.add(file.hold()));
      List<MapNode> before = files.stream().map(ContextFile::read).toList();
      return merged(fetched, wish, before);
    } catch (YamlProblem problem) {
      throw ContextFile.broken(problem);
    } finally {
      held.reversed().forEach(ContextFile.Held::close);
    }
  }

  /** What is put in, under the names it is to have. */
  private record Access(
      String cluster, MapNode ofCluster, String user, MapNode ofUser, String context) {}

  private Merged merged(Kubeconfig fetched, Wish wish, List<MapNode> before) {
    KubeEntries entries = new KubeEntries(before);
    Access wanted = access(fetched, wish);
    Access named =
        switch (wish.taken()) {
          case REFUSED -> {
            requireFree(wanted, entries);
            yield wanted;
          }
          case REPLACED -> wanted;
          case RENAMED -> renamed(wanted, entries);
        };
    boolean replaced = entries.has(Kind.CLUSTER, named.cluster());
    int target = target();
    entries.put(Kind.CLUSTER, named.cluster(), named.ofCluster(), target);
    entries.put(Kind.USER, named.user(), named.ofUser(), target);
    entries.put(Kind.CONTEXT, named.context(), context(named, entries), target);
    if (wish.use() || entries.current().isEmpty()) {
      entries.use(named.context(), target);
    }
    return write(before, entries, named, replaced, target);
  }

  /** A namespace the operator chose for a context stays. */
  private static MapNode context(Access named, KubeEntries entries) {
    MapNode context =
        entries
            .content(Kind.CONTEXT, named.context())
            .filter(known -> known.text("cluster").filter(named.cluster()::equals).isPresent())
            .orElseGet(() -> MapNode.of(named.ofCluster().mark(), List.of()));
    context = Fields.with(context, "cluster", named.cluster());
    context =
        context.get("namespace").isPresent()
            ? context
            : Fields.with(context, "namespace", "default");
    return Fields.with(context, "user", named.user());
  }

  private Merged write(
      List<MapNode> before, KubeEntries entries, Access named, boolean replaced, int target) {
    List<Path> written = new ArrayList<>();
    List<Path> backups = new ArrayList<>();
    List<MapNode> after = entries.roots();
    for (int i = 0; i < files.size(); i++) {
      if (after.get(i) != before.get(i)) {
        files.get(i).write(Yaml.write(after.get(i), STYLE)).ifPresent(backups::add);
        written.add(i == target ? 0 : written.size(), files.get(i).named());
      }
    }
    return new Merged(
        List.copyOf(written),
        named.context(),
        replaced,
        entries.current().orElse(named.context()),
        List.copyOf(backups));
  }

  private int target() {
    for (int i = 0; i < files.size(); i++) {
      if (files.get(i).exists()) {
        return i;
      }
    }
    return files.size() - 1;
  }

  private static Access access(Kubeconfig fetched, Wish wish) {
    KubeEntries entries =
        new KubeEntries(List.of((MapNode) Yaml.document(fetched.yaml(), "the node's kubeconfig")));
    String cluster = first(entries, Kind.CLUSTER);
    String user = first(entries, Kind.USER);
    return new Access(
        wish.named(cluster),
        entries.content(Kind.CLUSTER, cluster).orElseThrow(),
        wish.named(user),
        entries.content(Kind.USER, user).orElseThrow(),
        wish.context().orElseGet(() -> wish.named(first(entries, Kind.CONTEXT))));
  }

  private static String first(KubeEntries entries, Kind kind) {
    return entries.all(kind).stream()
        .flatMap(entry -> entry.text("name").stream())
        .findFirst()
        .orElseThrow(
            () ->
                new YamlProblem(
                    entries.roots().getFirst().mark(), "it names none of its " + kind.list));
  }

  private void requireFree(Access wanted, KubeEntries entries) {
    Stream.of(
            clusterTaken(wanted, entries),
            contextTaken(wanted, entries),
            userTaken(wanted, entries))
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(
            taken -> {
              throw taken;
            });
  }

  private Optional<NameTaken> clusterTaken(Access wanted, KubeEntries entries) {
    Authorities ours = authorities(wanted.ofCluster());
    return entries
        .get(Kind.CLUSTER, wanted.cluster())
        .flatMap(
            known -> {
              Authorities theirs = authorities(Fields.map(known, Kind.CLUSTER.key));
              String why = "it has " + theirs.told() + ", the node's has " + ours.told();
              return theirs.sameAs(ours)
                  ? Optional.empty()
                  : Optional.of(new NameTaken(known.mark(), "cluster", wanted.cluster(), why));
            });
  }

  private static Optional<NameTaken> contextTaken(Access wanted, KubeEntries entries) {
    return ofOthers(wanted, entries)
        .filter(entry -> entry.text("name").filter(wanted.context()::equals).isPresent())
        .findFirst()
        .map(
            entry ->
                new NameTaken(
                    entry.mark(),
                    "context",
                    wanted.context(),
                    "it is of cluster " + cluster(entry)));
  }

  private static Optional<NameTaken> userTaken(Access wanted, KubeEntries entries) {
    return ofOthers(wanted, entries)
        .filter(entry -> entry.text("context.user").filter(wanted.user()::equals).isPresent())
        .findFirst()
        .map(
            entry ->
                new NameTaken(
                    entry.mark(),
                    "user",
                    wanted.user(),
                    "cluster " + cluster(entry) + " is used with it"));
  }

  /** The contexts of other clusters. */
  private static Stream<MapNode> ofOthers(Access wanted, KubeEntries entries) {
    return entries.all(Kind.CONTEXT).stream()
        .filter(entry -> !cluster(entry).equals(wanted.cluster()));
  }

  private static String cluster(MapNode context) {
    return context.text("context.cluster").orElse("");
  }

  /** As talosctl: what is taken gets a number, and what bears the cluster's name follows. */
  private Access renamed(Access wanted, KubeEntries entries) {
    boolean another = clusterTaken(wanted, entries).isPresent();
    String cluster = another ? free(Kind.CLUSTER, wanted.cluster(), entries) : wanted.cluster();
    String called = wanted.user().replace(wanted.cluster(), cluster);
    boolean others = another || userTaken(wanted, entries).isPresent();
    String user = others ? free(Kind.USER, called, entries) : called;
    Access named =
        new Access(
            cluster,
            wanted.ofCluster(),
            user,
            wanted.ofUser(),
            wanted.context().replace(wanted.user(), user));
    return contextTaken(named, entries).isEmpty()
        ? named
        : new Access(
            cluster,
            named.ofCluster(),
            user,
            named.ofUser(),
            free(Kind.CONTEXT, named.context(), entries));
  }

  private static String free(Kind kind, String name, KubeEntries entries) {
    String free = name;
    for (int i = 1; entries.has(kind, free); i++) {
      free = name + "-" + i;
    }
    return free;
  }

  /** In the entry itself, or in a file it names. */
  private Authorities authorities(MapNode cluster) {
    Authorities inside = Authorities.ofBase64(cluster.text("certificate-authority-data"));
    Optional<String> named = cluster.text("certificate-authority");
    if (!inside.certificates().isEmpty() || named.isEmpty()) {
      return inside;
    }
    try {
      Path beside = Path.of(cluster.mark().file()).toAbsolutePath();
      return Authorities.ofPem(Files.readString(beside.resolveSibling(named.get())));
    } catch (IOException unreadable) {
      return Authorities.UNKNOWN;
    }
  }
}
