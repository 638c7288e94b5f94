package dev.blackstart.repository.argo;

import dev.blackstart.template.argo.ApplicationSet;
import dev.blackstart.template.argo.ApplicationSetProblem;
import dev.blackstart.template.kustomize.ArgoBuild;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import dev.blackstart.template.kustomize.KustomizeProblem;
import dev.blackstart.template.kustomize.SourceTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All Applications that follow from the roots, as Argo CD comes to know them. */
final class ApplicationTree {
  private final SourceTree tree;
  private final Map<String, Application> all = new LinkedHashMap<>();
  private final Map<String, List<BuiltObject>> deployed = new LinkedHashMap<>();
  private final List<BuiltObject> sets = new ArrayList<>();
  private final List<KustomizeProblem> problems = new ArrayList<>();

  private ApplicationTree(SourceTree tree) {
    this.tree = tree;
  }

  /**
   * What follows.
   *
   * @param roots Applications and ApplicationSets
   */
  static ApplicationTree of(List<BuiltObject> roots, SourceTree tree) {
    ApplicationTree whole = new ApplicationTree(tree);
    roots.forEach(whole::add);
    return whole;
  }

  List<Application> all() {
    return List.copyOf(all.values());
  }

  /** The ApplicationSets among them, roots too. */
  List<BuiltObject> sets() {
    return sets;
  }

  /** What an Application deploys, as far as its folders say. */
  List<BuiltObject> deployed(Application application) {
    return deployed.getOrDefault(application.name(), List.of());
  }

  /** Everything that Applications deploy from folders. */
  List<BuiltObject> deployed() {
    return deployed.values().stream().flatMap(List::stream).toList();
  }

  /** What of it cannot be built. */
  List<KustomizeProblem> problems() {
    return problems;
  }

  private void add(BuiltObject object) {
    if (Application.isSet(object.object())) {
      sets.add(object);
      expanded(object).forEach(each -> add(new Application(each)));
    } else if (Application.isOne(object.object())) {
      add(new Application(object));
    }
  }

  private List<BuiltObject> expanded(BuiltObject set) {
    try {
      return ApplicationSet.applications(set.object(), tree).stream()
          .map(made -> new BuiltObject(made, set.origin(), set.written()))
          .toList();
    } catch (ApplicationSetProblem problem) {
      problems.add(
          new KustomizeProblem(
              problem.isElsewhere() ? KustomizeProblem.Kind.ELSEWHERE : KustomizeProblem.Kind.OTHER,
              set.place(),
              "ApplicationSet " + Application.name(set.object()) + ": " + problem.getMessage()));
      return List.of();
    }
  }

  private void add(Application application) {
    if (all.putIfAbsent(application.name(), application) != null) {
      return;
    }
    List<BuiltObject> objects = new ArrayList<>();
    for (Map<String, Object> source : application.folders()) {
      String folder = Application.path(source);
      if (tree.isFolder(folder) && !ArgoBuild.isChart(tree, folder, source)) {
        objects.addAll(built(folder, source));
      }
    }
    deployed.put(application.name(), objects);
    objects.forEach(this::add);
  }

  private List<BuiltObject> built(String folder, Map<String, Object> source) {
    try {
      return ArgoBuild.build(tree, folder, source);
    } catch (KustomizeProblem problem) {
      if (!namesCharts(folder)) {
        problems.add(problem);
      }
      return List.of();
    }
  }

  /** What changes a chart's objects finds nothing to change where charts are left out. */
  private boolean namesCharts(String folder) {
    return HelmCharts.of(tree, folder).findAny().isPresent();
  }
}
