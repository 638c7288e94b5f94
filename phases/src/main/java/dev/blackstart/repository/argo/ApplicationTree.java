package dev.blackstart.repository.argo;

import dev.blackstart.template.kustomize.ArgoBuild;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import dev.blackstart.template.kustomize.KustomizeProblem;
import dev.blackstart.template.kustomize.SourceTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All Applications that follow from a root, as Argo CD comes to know them. */
final class ApplicationTree {
  private final SourceTree tree;
  private final Map<String, Application> all = new LinkedHashMap<>();
  private final List<KustomizeProblem> problems = new ArrayList<>();

  private ApplicationTree(SourceTree tree) {
    this.tree = tree;
  }

  static ApplicationTree of(Application root, SourceTree tree) {
    ApplicationTree whole = new ApplicationTree(tree);
    whole.add(root);
    return whole;
  }

  List<Application> all() {
    return List.copyOf(all.values());
  }

  /** What of it cannot be built. */
  List<KustomizeProblem> problems() {
    return problems;
  }

  private void add(Application application) {
    if (all.putIfAbsent(application.name(), application) != null) {
      return;
    }
    for (Map<String, Object> source : application.folders()) {
      String folder = Application.path(source);
      if (tree.isFolder(folder)) {
        built(folder, source).stream()
            .filter(object -> Application.isOne(object.object()))
            .forEach(object -> add(new Application(object)));
      }
    }
  }

  private List<BuiltObject> built(String folder, Map<String, Object> source) {
    try {
      return ArgoBuild.build(tree, folder, source);
    } catch (KustomizeProblem problem) {
      problems.add(problem);
      return List.of();
    }
  }
}
