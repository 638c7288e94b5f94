package dev.blackstart.template.kustomize;

import dev.blackstart.template.kustomize.KustomizeProblem.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds one kustomization: first what it gathers, then what it changes. */
final class Target {
  /** What has been gathered so far and the rules that hold for it. */
  static final class Gathered {
    final ResourceList resources = new ResourceList();
    final TransformerRules rules = new TransformerRules();

    void merge(Gathered other) {
      rules.merge(other.rules);
      resources.addAll(other.resources);
    }
  }

  private final SourceTree tree;
  private final String folder;
  private final KustomizationFile file;
  private final List<String> visited;

  private Target(SourceTree tree, String folder, KustomizationFile file, List<String> visited) {
    this.tree = tree;
    this.folder = folder;
    this.file = file;
    this.visited = visited;
  }

  /** Builds the kustomization of a folder, with its references not yet updated. */
  static Gathered build(SourceTree tree, String folder, KustomizationFile file) {
    return new Target(tree, folder, file, List.of(folder)).into(new Gathered());
  }

  private Gathered into(Gathered gathered) {
    if (file.isEmpty()) {
      throw new KustomizeProblem(file.file(), "kustomization.yaml is empty");
    }
    List<String> resources = new ArrayList<>(file.texts("resources"));
    for (int i = 0; i < resources.size(); i++) {
      addResource(gathered, resources.get(i), file.place("resources", i));
    }
    List<String> bases = file.texts("bases");
    for (int i = 0; i < bases.size(); i++) {
      addResource(gathered, bases.get(i), file.place("bases", i));
    }
    readConfigurations(gathered.rules);
    new Generators(tree, folder, file).run(gathered.resources);
    List<Map<String, Object>> charts = file.maps("helmCharts");
    for (int i = 0; i < charts.size(); i++) {
      String place = file.place("helmCharts", i);
      tree.inflated(charts.get(i), folder, place)
          .forEach(object -> gathered.resources.add(new Resource(object, place)));
    }
    List<String> components = file.texts("components");
    for (int i = 0; i < components.size(); i++) {
      addComponent(gathered, components.get(i), file.place("components", i));
    }
    new Transformers(tree, folder, file, gathered).run();
    return gathered;
  }

  private void addResource(Gathered gathered, String entry, String place) {
    if (TreePath.isRemote(entry)) {
      tree.elsewhere(entry, place);
      return;
    }
    String path = resolve(entry, place);
    try {
      if (tree.isFile(path)) {
        ManifestReader.read(tree, path).forEach(gathered.resources::add);
      } else {
        Gathered base = new Gathered();
        gathered.merge(enter(path, entry, place, false).into(base));
      }
    } catch (KustomizeProblem problem) {
      // one that knows its place is told as it is: the innermost file is the one to mend
      throw problem.place().isEmpty()
          ? new KustomizeProblem(
              problem.kind(), place, "resources: " + entry + ": " + problem.what())
          : problem;
    }
  }

  private void addComponent(Gathered gathered, String entry, String place) {
    if (TreePath.isRemote(entry)) {
      tree.elsewhere(entry, place);
      return;
    }
    String path = resolve(entry, place);
    if (tree.isFile(path)) {
      throw new KustomizeProblem(
          Kind.MISSING, place, "components: " + entry + ": file is not directory");
    }
    enter(path, entry, place, true).into(gathered);
  }

  private String resolve(String entry, String place) {
    return TreePath.resolve(folder, entry)
        .orElseThrow(() -> new KustomizeProblem(place, entry + " leads out of the repository"));
  }

  private Target enter(String path, String entry, String place, boolean component) {
    if (!tree.isFolder(path)) {
      throw new KustomizeProblem(Kind.MISSING, place, entry + ": no such file or directory");
    }
    for (String seen : visited) {
      if (TreePath.holds(path, seen)) {
        throw new KustomizeProblem(
            place,
            "cycle detected: candidate root '" + path + "' contains visited root '" + seen + "'");
      }
    }
    KustomizationFile sub =
        KustomizationFile.find(tree, path)
            .orElseThrow(
                () ->
                    new KustomizeProblem(
                        Kind.MISSING,
                        place,
                        entry
                            + ": unable to find one of 'kustomization.yaml', 'kustomization.yml' or"
                            + " 'Kustomization' in directory"));
    if (component && !sub.isComponent()) {
      throw new KustomizeProblem(
          Kind.MISSING,
          place,
          "expected kind 'Component' for path '" + entry + "' but got '" + sub.kind() + "'");
    }
    if (!component && sub.isComponent()) {
      throw new KustomizeProblem(
          Kind.MISSING, place, "expected kind != 'Component' for path '" + entry + "'");
    }
    List<String> path2 = new ArrayList<>(visited);
    path2.add(path);
    return new Target(tree, path, sub, List.copyOf(path2));
  }

  private void readConfigurations(TransformerRules rules) {
    List<String> configurations = file.texts("configurations");
    for (int i = 0; i < configurations.size(); i++) {
      String place = file.place("configurations", i);
      String path = resolve(configurations.get(i), place);
      if (!tree.isFile(path)) {
        throw new KustomizeProblem(place, configurations.get(i) + ": no such file");
      }
      String text = new String(tree.read(path), StandardCharsets.UTF_8);
      for (Map<String, Object> rulesFile : PlainYaml.maps(text, path)) {
        rules.read(rulesFile, path);
      }
    }
  }
}
