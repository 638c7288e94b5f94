package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.Finding;
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

/** Reads helmfiles (helmfile's documentation, "Configuration") as far as a bootstrap needs them. */
public final class HelmfileReader {
  /** Keys of a document that are read, or that change nothing of what is installed. */
  private static final Set<String> KNOWN =
      Set.of(
          "releases",
          "helmDefaults",
          "environments",
          "repositories",
          "commonLabels",
          "templates",
          "missingFileHandler",
          "missingFileHandlerConfig",
          "kubeVersion",
          "apiVersions",
          "helmBinary",
          "kustomizeBinary",
          "lockFilePath");

  private final RepositoryFiles tree;
  private final GoTemplates templates;
  private final Findings findings;
  private final Set<String> unreadable = new HashSet<>();

  /**
   * @param env the environment templates may read
   */
  public HelmfileReader(RepositoryFiles tree, Map<String, String> env, Findings findings) {
    this.tree = tree;
    this.templates = new GoTemplates(tree, env);
    this.findings = findings;
  }

  /** Whether a file is a helmfile by its content; a template is taken for one. */
  public boolean isHelmfile(String file) {
    if (GoTemplates.isTemplate(file)) {
      return true;
    }
    return findings
        .attempt(() -> documents(file, new Environment(Environment.DEFAULT)))
        .map(documents -> documents.stream().anyMatch(d -> d.keys().contains("releases")))
        .orElse(false);
  }

  /**
   * A helmfile with its releases; what is wrong with one release is a finding and leaves the
   * others.
   *
   * @param wanted the environment; a file that knows no environment of that name is read for its
   *     default one
   */
  public Optional<Helmfile> read(String file, String wanted) {
    return findings.attempt(
        () -> {
          Environment environment = new Environment(wanted);
          List<MapNode> documents = documents(file, environment);
          if (!wanted.equals(Environment.DEFAULT) && !knows(documents, wanted)) {
            environment = new Environment(Environment.DEFAULT);
            documents = documents(file, environment);
          }
          return assemble(file, documents, environment);
        });
  }

  /** Releases that are there but could not be read, each as namespace/name. */
  public Set<String> unreadable() {
    return unreadable;
  }

  private List<MapNode> documents(String file, Environment environment) {
    return new HelmfileDocuments(tree, templates, findings).read(file, environment);
  }

  private static boolean knows(List<MapNode> documents, String environment) {
    return documents.stream()
        .anyMatch(
            document ->
                document.get("environments").stream()
                    .anyMatch(
                        all -> all instanceof MapNode map && map.keys().contains(environment)));
  }

  private Helmfile assemble(String file, List<MapNode> documents, Environment environment) {
    boolean crdsOnly =
        RepositoryFiles.name(file).contains("crd")
            || documents.stream()
                .anyMatch(d -> Nodes.texts(d.at("helmDefaults.args")).contains("--include-crds"));
    documents.forEach(document -> checkKeys(document, crdsOnly));
    ReleaseReader reader =
        new ReleaseReader(
            tree,
            templates,
            findings,
            file,
            environment,
            ChartReferences.of(documents, tree, file));
    List<Release> releases = new ArrayList<>();
    boolean lenient = documents.stream().anyMatch(HelmfileReader::isLenient);
    for (MapNode document : documents) {
      for (YamlNode entry : Nodes.items(document.get("releases"))) {
        if (entry instanceof MapNode release) {
          Optional<Optional<Release>> read = findings.attempt(() -> reader.read(release, lenient));
          if (read.isEmpty()) {
            unreadable.add(reader.qualifiedName(release));
          }
          read.stream().flatMap(Optional::stream).forEach(releases::add);
        } else {
          findings.add(
              FindingKind.YAML_ERROR,
              entry.mark(),
              "a release is a mapping, this is none",
              "correct the YAML of " + file);
        }
      }
    }
    return new Helmfile(file, crdsOnly, unique(releases));
  }

  private static boolean isLenient(MapNode document) {
    return document.text("missingFileHandler").filter(word -> !word.equals("Error")).isPresent();
  }

  private List<Release> unique(List<Release> releases) {
    Map<String, Release> byName = new LinkedHashMap<>();
    for (Release release : releases) {
      Release before = byName.putIfAbsent(release.qualifiedName(), release);
      if (before != null) {
        findings.add(
            FindingKind.RELEASE_TWICE,
            release.at(),
            "release " + release.qualifiedName() + " is there twice, first at " + before.at(),
            "remove one, or give it a name of its own");
      }
    }
    return List.copyOf(byName.values());
  }

  private void checkKeys(MapNode document, boolean crdsOnly) {
    document.entries().stream()
        .map(MapNode.Entry::key)
        .filter(key -> !KNOWN.contains(key.text()))
        .forEach(this::notUnderstood);
    if (!crdsOnly && document.at("helmDefaults.postRenderer").isPresent()) {
      document
          .get("helmDefaults")
          .map(MapNode.class::cast)
          .flatMap(defaults -> defaults.entry("postRenderer"))
          .ifPresent(entry -> notUnderstood(entry.key()));
    }
  }

  private void notUnderstood(ScalarNode key) {
    findings.add(notUnderstoodAt(key));
  }

  static Finding notUnderstoodAt(ScalarNode key) {
    return FindingKind.HELMFILE_KEY.at(
        key.mark(),
        "the helmfile key " + key.text() + " is not understood, and may change what is installed",
        "write the release without it");
  }
}
