package dev.blackstart.repository.argo;

import dev.blackstart.cluster.ArgoSource;
import dev.blackstart.cluster.Release;
import dev.blackstart.repository.argo.ApplicationFiles.Content;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.argo.ChartedTree;
import dev.blackstart.template.argo.Fields;
import dev.blackstart.template.kustomize.FolderTree;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import dev.blackstart.template.kustomize.RememberedTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the root of a repository that is for Argo CD: the Application that deploys a folder of it
 * and that no other deploys; without one the ApplicationSets of which that holds, all together.
 */
public final class ArgoReader {
  private static final String NAMESPACE = "argocd";
  private static final String ARGO_CD = "argo-cd";
  private static final String VAULT = "vault";

  private final RepositoryFiles files;
  private final RememberedTree tree;
  private final List<Content> contents;

  public ArgoReader(RepositoryFiles files) {
    this.files = files;
    // Which charts a kustomization names says nothing about Applications.
    this.tree =
        new RememberedTree(
            new ChartedTree(new FolderTree(files.root()), (chart, folder, place) -> List.of()));
    this.contents = ApplicationFiles.find(files);
  }

  /** Whether any Application deploys a folder of this repository. */
  public boolean hasRoot() {
    return !candidates().isEmpty();
  }

  /**
   * The hand-off of a cluster; of several roots the one on a path that names the cluster, else the
   * one from which most follows.
   */
  public Optional<ArgoHandOff> read(String cluster, Findings findings) {
    List<BuiltObject> roots = roots();
    List<BuiltObject> own = roots.stream().filter(root -> names(cluster, root)).toList();
    List<BuiltObject> meant = own.isEmpty() ? roots : own;
    return meant.stream()
        .filter(root -> Application.isOne(root.object()))
        .findFirst()
        .map(List::of)
        .or(() -> meant.isEmpty() ? Optional.empty() : Optional.of(meant))
        .map(chosen -> handOff(chosen, findings));
  }

  private static boolean names(String cluster, BuiltObject root) {
    return RepositoryFiles.folders(root.origin()).contains(cluster);
  }

  private Stream<BuiltObject> written() {
    return contents.stream().flatMap(content -> content.objects().stream());
  }

  private List<BuiltObject> candidates() {
    return written().filter(this::deploysFolder).toList();
  }

  private boolean deploysFolder(BuiltObject object) {
    return (Application.isOne(object.object())
            ? Stream.of(new Application(object))
            : Application.isSet(object.object())
                ? ApplicationTree.of(List.of(object), tree).all().stream()
                : Stream.<Application>empty())
        .flatMap(application -> application.folders().stream())
        .anyMatch(source -> files.isFolder(Application.path(source)));
  }

  /** Those that nobody else deploys, the one from which most follows first. */
  private List<BuiltObject> roots() {
    List<BuiltObject> candidates = candidates();
    Set<String> deployed = new LinkedHashSet<>();
    for (BuiltObject each : candidates) {
      ApplicationTree below = ApplicationTree.of(List.of(each), tree);
      Stream.concat(below.all().stream().map(Application::written), below.sets().stream())
          .filter(object -> !id(object).equals(id(each)))
          .forEach(object -> deployed.add(id(object)));
    }
    return candidates.stream()
        .filter(each -> !deployed.contains(id(each)))
        .sorted(
            Comparator.comparingInt(each -> -ApplicationTree.of(List.of(each), tree).all().size()))
        .toList();
  }

  private static String id(BuiltObject object) {
    return Fields.text(object.object(), "kind") + " " + Application.name(object.object());
  }

  private ArgoHandOff handOff(List<BuiltObject> roots, Findings findings) {
    ApplicationTree whole = ApplicationTree.of(roots, tree);
    List<Map<String, Object>> projects =
        Stream.concat(written(), whole.deployed().stream())
            .map(BuiltObject::object)
            .filter(object -> Application.isOf(object, "AppProject"))
            .toList();
    new ApplicationChecks(whole, tree, projects, findings).check(roots);
    BuiltObject root = roots.getFirst();
    String own = Fields.text(root.object(), "metadata", "namespace");
    String namespace = own.isEmpty() ? NAMESPACE : own;
    Optional<String> vault = release(whole, VAULT).map(Release::qualifiedName);
    String path =
        whole.all().stream()
            .flatMap(application -> application.folders().stream())
            .map(Application::path)
            .filter(files::isFolder)
            .findFirst()
            .orElse("");
    ArgoSource source =
        new ArgoSource(
            Application.name(root.object()),
            namespace,
            path,
            root.origin(),
            byHand(roots, projects, namespace),
            vault);
    return new ArgoHandOff(
        source, release(whole, ARGO_CD), new ApplicationDeliveries(whole, tree, namespace).read());
  }

  /** What deploys a chart: an Application by itself, or the kustomization it deploys. */
  private Optional<Release> release(ApplicationTree whole, String chart) {
    ArgoCdRelease releases = new ArgoCdRelease(files::readQuietly);
    return whole.all().stream()
        .filter(
            application ->
                application
                    .chart()
                    .filter(source -> Fields.text(source, "chart").equals(chart))
                    .isPresent())
        .findFirst()
        .flatMap(releases::of)
        .or(
            () ->
                whole.all().stream()
                    .flatMap(application -> new HelmCharts(application, tree).releases(chart))
                    .findFirst());
  }

  /**
   * A project that only the root itself would deploy has to be there first: Argo CD refuses an
   * Application whose project is missing.
   */
  private List<Map<String, Object>> byHand(
      List<BuiltObject> roots, List<Map<String, Object>> projects, String namespace) {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (BuiltObject root : roots) {
      String project =
          Application.isOne(root.object())
              ? new Application(root).project()
              : Fields.text(root.object(), "spec", "template", "spec", "project");
      projects.stream()
          .filter(object -> Application.name(object).equals(project))
          .map(object -> placed(object, namespace))
          .filter(object -> !objects.contains(object))
          .findFirst()
          .ifPresent(objects::add);
    }
    Set<String> mine = new LinkedHashSet<>(roots.stream().map(ArgoReader::id).toList());
    contents.stream()
        .filter(content -> roots.stream().anyMatch(root -> root.origin().equals(content.file())))
        .flatMap(content -> content.objects().stream())
        .filter(object -> !mine.contains(id(object)))
        .map(BuiltObject::object)
        .filter(object -> !objects.contains(object))
        .forEach(objects::add);
    roots.forEach(root -> objects.add(placed(root.object(), namespace)));
    return objects;
  }

  private static Map<String, Object> placed(Map<String, Object> object, String namespace) {
    Map<String, Object> placed = Fields.map(object);
    Map<String, Object> metadata = Fields.map(object.get("metadata"));
    metadata.putIfAbsent("namespace", namespace);
    placed.put("metadata", metadata);
    return placed;
  }
}
