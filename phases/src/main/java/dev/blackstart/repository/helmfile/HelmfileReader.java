package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Hook;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads helmfiles (helmfile's documentation, "Configuration"). What is wrong with one release is a
 * finding and leaves the others.
 */
public final class HelmfileReader {
  private final RepositoryFiles tree;
  private final GoTemplates templates;
  private final Findings findings;
  private final NestedHelmfiles nested;
  private final Set<String> unreadable = new HashSet<>();
  private final Set<String> absent = new HashSet<>();
  private final Set<String> environments = new HashSet<>();

  public HelmfileReader(RepositoryFiles tree, TemplateWorld world, Findings findings) {
    this.tree = tree;
    this.templates = new GoTemplates(tree, world);
    this.findings = findings;
    this.nested =
        new NestedHelmfiles(tree, new EnvironmentReader(tree, templates, findings), findings);
  }

  /**
   * A helmfile and those it names, which come before it.
   *
   * @param wanted the environment; a file that knows no environment of that name is read for its
   *     default one
   */
  public List<Helmfile> read(String file, String wanted) {
    return read(new NestedHelmfiles.Entry(file, new Place(file, 0)), wanted, List.of());
  }

  /** Releases that are there but could not be read, each as namespace/name. */
  public Set<String> unreadable() {
    return unreadable;
  }

  /** Releases that are there and not to be installed, each as namespace/name. */
  public Set<String> absent() {
    return absent;
  }

  /** Whether any helmfile read so far has an environment of this name. */
  public boolean knows(String environment) {
    return environments.contains(environment);
  }

  private List<Helmfile> read(NestedHelmfiles.Entry entry, String wanted, List<String> path) {
    if (path.contains(entry.file())) {
      findings.add(
          FindingKind.HELMFILE_LOOP,
          entry.at(),
          "helmfiles name each other in a circle: "
              + String.join(" → ", path)
              + " → "
              + entry.file(),
          "remove one of these helmfiles");
      return List.of();
    }
    return state(entry, wanted).map(state -> all(state, entry, wanted, path)).orElse(List.of());
  }

  private List<Helmfile> all(
      State state, NestedHelmfiles.Entry entry, String wanted, List<String> path) {
    List<String> longer = new ArrayList<>(path);
    longer.add(entry.file());
    List<Helmfile> helmfiles = new ArrayList<>();
    for (NestedHelmfiles.Entry each : nested.of(state, entry)) {
      helmfiles.addAll(read(each, wanted, longer));
    }
    helmfiles.add(assemble(state, entry.selectors()));
    return helmfiles;
  }

  /** The state for an environment, or for the default one when the file knows none of its name. */
  private Optional<State> state(NestedHelmfiles.Entry entry, String wanted) {
    Findings found = new Findings();
    Optional<State> state = found.attempt(() -> state(entry, wanted, found));
    boolean knows =
        state
            .map(
                read ->
                    read.root()
                        .get("environments")
                        .filter(all -> all instanceof MapNode map && map.keys().contains(wanted))
                        .isPresent())
            .orElseGet(() -> speaksOf(entry.file(), wanted));
    if (knows) {
      environments.add(wanted);
    }
    if (knows || wanted.equals(Environment.DEFAULT)) {
      found.all().forEach(findings::add);
      return state;
    }
    return findings.attempt(() -> state(entry, Environment.DEFAULT, findings));
  }

  /** Whether a file that cannot be read seems to have an environment. */
  private boolean speaksOf(String file, String environment) {
    return tree.isFile(file)
        && tree.read(file).lines().anyMatch(line -> line.strip().equals(environment + ":"));
  }

  private State state(NestedHelmfiles.Entry entry, String environment, Findings into) {
    Environment begun = new Environment(environment);
    entry.parent().ifPresent(parent -> nested.prepare(entry, parent, begun));
    State state = new StateReader(tree, templates, into).read(entry.file(), entry.at(), begun);
    return entry.parent().map(parent -> nested.inherit(entry, parent, state)).orElse(state);
  }

  private Helmfile assemble(State state, Selectors selectors) {
    boolean crdsOnly = CrdSelection.isFor(state.file(), state.root());
    new HelmfileKeys(findings).checkDefaults(state.root(), crdsOnly);
    ReleaseReader reader = new ReleaseReader(tree, templates, findings, state, selectors, crdsOnly);
    List<Release> releases = new ArrayList<>();
    for (YamlNode entry : Nodes.items(state.root().get("releases"))) {
      if (!(entry instanceof MapNode release)) {
        findings.add(
            FindingKind.YAML_ERROR,
            entry.mark(),
            "a release is a mapping, this is none",
            "correct the YAML of " + state.file());
        continue;
      }
      Optional<Optional<ReleaseReader.Read>> read = findings.attempt(() -> reader.read(release));
      if (read.isEmpty()) {
        unreadable.add(reader.qualifiedName(release));
      }
      read.flatMap(found -> found)
          .ifPresent(
              found -> {
                found.release().ifPresent(releases::add);
                if (found.release().isEmpty()) {
                  absent.add(found.qualifiedName());
                }
              });
    }
    return new Helmfile(state.file(), crdsOnly, withOwnHooks(unique(releases), state));
  }

  /** Hooks of the helmfile itself run before its first release and after its last one. */
  private List<Release> withOwnHooks(List<Release> releases, State state) {
    List<Hook> own =
        findings
            .attempt(
                () ->
                    new HookReader(state.folder(), text -> expanded(text, state))
                        .read(state.root()))
            .orElse(List.of());
    if (own.isEmpty() || releases.isEmpty()) {
      return releases;
    }
    List<Release> all = new ArrayList<>(releases);
    Stream<Hook> before = own.stream().filter(hook -> !hook.events().contains("cleanup"));
    Stream<Hook> after = own.stream().filter(hook -> hook.events().contains("cleanup"));
    all.set(
        0, all.getFirst().hooked(Stream.concat(before, all.getFirst().hooks().stream()).toList()));
    int last = all.size() - 1;
    all.set(
        last, all.get(last).hooked(Stream.concat(all.get(last).hooks().stream(), after).toList()));
    return List.copyOf(all);
  }

  private String expanded(ScalarNode text, State state) {
    return templates.expand(text, state.folder(), state.environment().dot()).text();
  }

  private List<Release> unique(List<Release> releases) {
    Map<String, Release> byName = new LinkedHashMap<>();
    for (Release release : releases) {
      Release before = byName.putIfAbsent(release.qualifiedName(), release);
      if (before != null) {
        findings.add(twice(release, before));
      }
    }
    return List.copyOf(byName.values());
  }

  /** Two releases of one name. */
  public static Finding twice(Release release, Release before) {
    return FindingKind.RELEASE_TWICE.at(
        release.at(),
        "release " + release.qualifiedName() + " is there twice, first at " + before.at(),
        "remove one, or give it a name of its own");
  }
}
