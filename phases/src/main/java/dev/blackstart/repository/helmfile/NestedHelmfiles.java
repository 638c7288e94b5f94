package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.Place;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The helmfiles a helmfile names ({@code helmfiles:}), and what it hands on to them. */
final class NestedHelmfiles {
  private static final Set<String> KEYS =
      Set.of("path", "selectors", "selectorsInherited", "inherits", "values");
  private static final Set<String> INHERITED =
      Set.of(
          "repositories",
          "helmDefaults",
          "commonLabels",
          "apiVersions",
          "kubeVersion",
          "templates",
          "environments");

  private final RepositoryFiles tree;
  private final EnvironmentReader environments;
  private final Findings findings;

  NestedHelmfiles(RepositoryFiles tree, EnvironmentReader environments, Findings findings) {
    this.tree = tree;
    this.environments = environments;
    this.findings = findings;
  }

  /**
   * A helmfile to be read.
   *
   * @param parent the one that names it
   * @param said what the parent says of it
   */
  record Entry(
      String file, Place at, Selectors selectors, Optional<State> parent, Optional<MapNode> said) {
    Entry(String file, Place at) {
      this(file, at, Selectors.ALL, Optional.empty(), Optional.empty());
    }

    private List<String> inherits() {
      return said.map(keys -> Nodes.texts(keys.get("inherits"))).orElse(List.of());
    }
  }

  /** Those a helmfile names, in order. */
  List<Entry> of(State state, Entry own) {
    List<Entry> entries = new ArrayList<>();
    for (YamlNode node : Nodes.items(state.root().get("helmfiles"))) {
      Optional<MapNode> said = node instanceof MapNode map ? Optional.of(map) : Optional.empty();
      said.ifPresent(this::check);
      Optional<ScalarNode> path =
          (node instanceof ScalarNode ? Optional.of(node) : node.at("path"))
              .filter(ScalarNode.class::isInstance)
              .map(ScalarNode.class::cast);
      path.ifPresent(
          text ->
              findings
                  .attempt(() -> files(text, state))
                  .orElse(List.of())
                  .forEach(
                      file ->
                          entries.add(
                              new Entry(
                                  file,
                                  Findings.place(text.mark()),
                                  selectors(said, own),
                                  Optional.of(state),
                                  said))));
    }
    return entries;
  }

  /** Gives the environment of a named helmfile what its parent hands on. */
  void prepare(Entry entry, State parent, Environment environment) {
    if (entry.inherits().contains("environments")) {
      environment.inherit(parent.environment());
    }
    entry
        .said()
        .ifPresent(
            said ->
                environments.override(
                    Nodes.items(said.get("values")), parent.folder(), environment));
  }

  /** The state of a named helmfile with what it inherits. */
  State inherit(Entry entry, State parent, State own) {
    List<MapNode.Entry> handedOn =
        parent.root().entries().stream()
            .filter(key -> !key.key().text().equals("environments"))
            .filter(key -> entry.inherits().contains(key.key().text()))
            .toList();
    MapNode root = StateMerge.FILL.merge(own.root(), MapNode.of(parent.root().mark(), handedOn));
    return new State(own.file(), root, own.environment(), own.files());
  }

  private List<String> files(ScalarNode path, State state) {
    Place at = Findings.place(path.mark());
    if (path.text().contains("://") || path.text().contains("::")) {
      findings.add(
          FindingKind.HELMFILE_KEY,
          at,
          "the helmfile " + path.text() + " is not fetched",
          "keep it in the repository");
      return List.of();
    }
    String resolved = tree.resolve(state.folder(), path.text(), at);
    if (tree.isFolder(resolved)) {
      return HelmfileDetection.inFolder(tree, resolved);
    }
    List<String> matches =
        tree.matches(state.folder(), path.text(), at, state.isLenient()).stream()
            .flatMap(
                file ->
                    tree.isFolder(file)
                        ? HelmfileDetection.inFolder(tree, file).stream()
                        : List.of(file).stream())
            .toList();
    return matches;
  }

  private static Selectors selectors(Optional<MapNode> said, Entry own) {
    boolean inherited =
        said.flatMap(keys -> keys.text("selectorsInherited")).filter("true"::equals).isPresent();
    Optional<YamlNode> named = said.flatMap(keys -> keys.get("selectors"));
    return named.isEmpty() || inherited ? own.selectors() : new Selectors(Nodes.texts(named));
  }

  private void check(MapNode said) {
    for (MapNode.Entry entry : said.entries()) {
      if (!KEYS.contains(entry.key().text())) {
        findings.add(
            FindingKind.HELMFILE_KEY_UNKNOWN,
            entry.key().mark(),
            "helmfile knows no key " + entry.key().text() + " in helmfiles",
            "correct its name, or remove it");
      }
    }
    for (String word : Nodes.texts(said.get("inherits"))) {
      if (!INHERITED.contains(word)) {
        findings.add(
            FindingKind.HELMFILE_KEY_UNKNOWN,
            said.get("inherits").map(YamlNode::mark).orElse(said.mark()),
            "helmfiles inherit no " + word,
            "use one of " + String.join(", ", INHERITED.stream().sorted().toList()));
      }
    }
  }
}
