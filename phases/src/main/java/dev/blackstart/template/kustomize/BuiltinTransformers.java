package dev.blackstart.template.kustomize;

import dev.blackstart.template.kustomize.KustomizeProblem.Kind;
import java.util.List;
import java.util.Map;

/**
 * Transformers that a kustomization configures as objects of their own, inline or in files: those
 * built into kustomize run, others are programs and are refused as Flux refuses them.
 */
final class BuiltinTransformers {
  private final SourceTree tree;
  private final String folder;
  private final KustomizationFile file;
  private final ResourceList resources;
  private final Transformers transformers;

  BuiltinTransformers(
      SourceTree tree,
      String folder,
      KustomizationFile file,
      ResourceList resources,
      Transformers transformers) {
    this.tree = tree;
    this.folder = folder;
    this.file = file;
    this.resources = resources;
    this.transformers = transformers;
  }

  void run() {
    List<String> entries = file.texts("transformers");
    for (int i = 0; i < entries.size(); i++) {
      String place = file.place("transformers", i);
      try {
        for (Map<String, Object> config : configs(entries.get(i), place)) {
          run(config, place);
        }
      } catch (KustomizeProblem problem) {
        throw problem.at(place);
      }
    }
  }

  private List<Map<String, Object>> configs(String entry, String place) {
    if (entry.contains("\n")) {
      return ManifestReader.read(entry, place).stream().map(Resource::object).toList();
    }
    if (TreePath.isRemote(entry)) {
      tree.elsewhere(entry, place);
      return List.of();
    }
    String path = TreePath.resolve(folder, entry).orElse("");
    if (tree.isFile(path)) {
      return ManifestReader.read(tree, path).stream().map(Resource::object).toList();
    }
    if (!tree.isFolder(path)) {
      throw new KustomizeProblem(Kind.MISSING, place, entry + ": no such file or directory");
    }
    return Kustomize.build(tree, path).stream().map(Kustomize.BuiltObject::object).toList();
  }

  private void run(Map<String, Object> config, String place) {
    String kind = Values.text(config, "kind");
    if (!Values.text(config, "apiVersion").equals("builtin")) {
      throw new KustomizeProblem(
          "", "external plugins disabled; unable to load external plugin '" + kind + "'");
    }
    List<FieldSpec> specs = TransformerRules.specs(config.get("fieldSpecs"));
    switch (kind) {
      case "NamespaceTransformer" -> {
        TransformerRules rules = new TransformerRules();
        rules.namespace.clear();
        rules.namespace.addAll(specs);
        new NamespaceTransformer(rules, resources)
            .run(
                Values.text(config, "metadata", "namespace"),
                Boolean.TRUE.equals(config.get("unsetOnly")));
      }
      case "LabelTransformer" -> transformers.setAll(Values.texts(config.get("labels")), specs);
      case "AnnotationsTransformer" ->
          transformers.setAll(Values.texts(config.get("annotations")), specs);
      case "PrefixTransformer" -> transformers.affix(Values.text(config, "prefix"), true, specs);
      case "SuffixTransformer" -> transformers.affix(Values.text(config, "suffix"), false, specs);
      case "ImageTagTransformer" ->
          new ImageTransformer(Values.asMap(config.get("imageTag"))).run(resources.all(), specs);
      case "ReplicaCountTransformer" ->
          transformers.replicas(Values.asMap(config.get("replica")), specs);
      case "PatchTransformer" -> {
        Map<String, Object> patch = Values.copyMap(config);
        patch.keySet().retainAll(List.of("path", "patch", "target", "options"));
        KustomizationFile own =
            KustomizationFile.of(file.file(), Map.of("patches", List.of(patch)));
        new Patches(tree, folder, own, resources).patches();
      }
      default ->
          throw new KustomizeProblem(place, "the transformer " + kind + " is not built here");
    }
  }
}
