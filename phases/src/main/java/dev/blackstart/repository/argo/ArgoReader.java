package dev.blackstart.repository.argo;

import dev.blackstart.cluster.ArgoSource;
import dev.blackstart.cluster.Release;
import dev.blackstart.repository.argo.ApplicationFiles.Content;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.kustomize.FolderTree;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import dev.blackstart.template.kustomize.KustomizeProblem;
import dev.blackstart.template.kustomize.RememberedTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the root Application of a repository: one that deploys a folder of it, and that no other
 * Application deploys.
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
    this.tree = new RememberedTree(new FolderTree(files.root()));
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
    List<Application> roots = roots();
    return roots.stream()
        .filter(root -> RepositoryFiles.folders(root.at().file()).contains(cluster))
        .findFirst()
        .or(() -> roots.stream().findFirst())
        .map(root -> handOff(root, findings));
  }

  private List<Application> candidates() {
    return contents.stream()
        .flatMap(content -> content.objects().stream())
        .filter(object -> Application.isOne(object.object()))
        .map(Application::new)
        .filter(
            application ->
                application.folders().stream()
                    .anyMatch(source -> files.isFolder(Application.path(source))))
        .toList();
  }

  private List<Application> roots() {
    List<Application> candidates = candidates();
    Set<String> deployed = new LinkedHashSet<>();
    candidates.forEach(
        each ->
            ApplicationTree.of(each, tree).all().stream()
                .skip(1)
                .forEach(below -> deployed.add(below.name())));
    return candidates.stream()
        .filter(each -> !deployed.contains(each.name()))
        .sorted(Comparator.comparingInt(each -> -ApplicationTree.of(each, tree).all().size()))
        .toList();
  }

  private ArgoHandOff handOff(Application root, Findings findings) {
    ApplicationTree whole = ApplicationTree.of(root, tree);
    for (KustomizeProblem problem : whole.problems()) {
      findings.add(
          FindingKind.ARGO_BUILD,
          problem.place(),
          "Argo CD cannot build it: " + problem.what(),
          "correct it: the Applications below would not come to be");
    }
    String namespace = root.namespace().isEmpty() ? NAMESPACE : root.namespace();
    ArgoCdRelease releases = new ArgoCdRelease(files::readQuietly);
    Optional<Release> own = deploying(whole, ARGO_CD).flatMap(releases::of);
    Optional<String> vault =
        deploying(whole, VAULT).flatMap(releases::of).map(Release::qualifiedName);
    String path =
        root.folders().stream()
            .map(Application::path)
            .filter(files::isFolder)
            .findFirst()
            .orElse("");
    return new ArgoHandOff(
        new ArgoSource(
            root.name(), namespace, path, root.at().file(), byHand(root, namespace), vault),
        own);
  }

  private static Optional<Application> deploying(ApplicationTree whole, String chart) {
    return whole.all().stream()
        .filter(
            application ->
                application
                    .chart()
                    .filter(source -> Application.text(source, "chart").equals(chart))
                    .isPresent())
        .findFirst();
  }

  /**
   * A project that only the root itself would deploy has to be there first: Argo CD refuses an
   * Application whose project is missing.
   */
  private List<Map<String, Object>> byHand(Application root, String namespace) {
    List<Map<String, Object>> objects = new ArrayList<>();
    contents.stream()
        .flatMap(content -> content.objects().stream())
        .map(BuiltObject::object)
        .filter(object -> Application.isOf(object, "AppProject"))
        .filter(object -> name(object).equals(root.project()))
        .findFirst()
        .ifPresent(project -> objects.add(placed(project, namespace)));
    contents.stream()
        .filter(content -> content.file().equals(root.at().file()))
        .flatMap(content -> content.objects().stream())
        .map(BuiltObject::object)
        .filter(object -> !name(object).equals(root.name()) || !Application.isOne(object))
        .filter(object -> !objects.contains(object))
        .forEach(objects::add);
    objects.add(placed(root.written().object(), namespace));
    return objects;
  }

  private static String name(Map<String, Object> object) {
    return Application.text(Application.map(object.get("metadata")), "name");
  }

  private static Map<String, Object> placed(Map<String, Object> object, String namespace) {
    Map<String, Object> placed = Application.map(object);
    Map<String, Object> metadata = Application.map(object.get("metadata"));
    metadata.putIfAbsent("namespace", namespace);
    placed.put("metadata", metadata);
    return placed;
  }
}
