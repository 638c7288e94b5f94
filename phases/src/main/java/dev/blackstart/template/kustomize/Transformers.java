package dev.blackstart.template.kustomize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Runs what a kustomization file changes, in kustomize's order. */
final class Transformers {
  private static final Set<String> KEEP_NAME = Set.of("CustomResourceDefinition", "Namespace");

  private final SourceTree tree;
  private final String folder;
  private final KustomizationFile file;
  private final ResourceList resources;
  private final TransformerRules rules;
  private final Patches patches;
  private final Replacements replacements;

  Transformers(SourceTree tree, String folder, KustomizationFile file, Target.Gathered gathered) {
    this.tree = tree;
    this.folder = folder;
    this.file = file;
    this.resources = gathered.resources;
    this.rules = gathered.rules;
    this.patches = new Patches(tree, folder, file, resources);
    this.replacements = new Replacements(tree, folder, file, resources);
  }

  void run() {
    patches.strategicMerges();
    patches.patches();
    at("namespace", () -> new NamespaceTransformer(rules, resources).run(file.text("namespace")));
    at("namePrefix", () -> affix(file.text("namePrefix"), true, rules.namePrefix));
    at("nameSuffix", () -> affix(file.text("nameSuffix"), false, rules.nameSuffix));
    at("labels", this::labels);
    at("commonLabels", () -> setAll(file.map("commonLabels"), rules.commonLabels));
    at("commonAnnotations", () -> setAll(file.map("commonAnnotations"), rules.commonAnnotations));
    patches.json6902();
    List<Map<String, Object>> replicas = file.maps("replicas");
    for (int i = 0; i < replicas.size(); i++) {
      Map<String, Object> entry = replicas.get(i);
      at("replicas", i, () -> replicas(entry, rules.replicas));
    }
    for (String field : List.of("images", "imageTags")) {
      List<Map<String, Object>> images = file.maps(field);
      for (int i = 0; i < images.size(); i++) {
        Map<String, Object> entry = images.get(i);
        at(field, i, () -> new ImageTransformer(entry).run(resources.all(), rules.images));
      }
    }
    replacements.run();
    new BuiltinTransformers(tree, folder, file, resources, this).run();
  }

  private void at(String field, Runnable step) {
    try {
      step.run();
    } catch (KustomizeProblem problem) {
      throw problem.at(file.place(field));
    }
  }

  private void at(String field, int index, Runnable step) {
    try {
      step.run();
    } catch (KustomizeProblem problem) {
      throw problem.at(file.place(field, index));
    }
  }

  /** Puts a text before or behind names, unless it is empty. */
  void affix(String affix, boolean prefix, List<FieldSpec> specs) {
    if (affix.isEmpty()) {
      return;
    }
    for (Resource resource : resources.all()) {
      ResourceId original = resource.originalId();
      if (KEEP_NAME.contains(original.kind())
          || (original.kind().equals("APIService")
              && original.group().equals("apiregistration.k8s.io"))) {
        continue;
      }
      for (FieldSpec spec : specs) {
        if (!spec.selects(original)) {
          continue;
        }
        if (spec.path().equals("metadata/name")) {
          (prefix ? resource.prefixes() : resource.suffixes()).add(affix);
          resource.remember();
        }
        spec.visit(
            resource.object(),
            null,
            slot -> {
              String name = Values.scalar(slot.get());
              slot.set(prefix ? affix + name : name + affix);
            });
      }
    }
  }

  private void labels() {
    List<Map<String, Object>> entries = file.maps("labels");
    for (int i = 0; i < entries.size(); i++) {
      Map<String, Object> entry = entries.get(i);
      List<FieldSpec> specs = new ArrayList<>(TransformerRules.specs(entry.get("fields")));
      TransformerRules.mergeInto(specs, rules.labels);
      if (Boolean.TRUE.equals(entry.get("includeSelectors"))) {
        TransformerRules.mergeInto(specs, rules.commonLabels);
      } else {
        if (Boolean.TRUE.equals(entry.get("includeTemplates"))) {
          TransformerRules.mergeInto(specs, rules.templateLabels);
        }
        if (Boolean.TRUE.equals(entry.get("includeVolumeClaimTemplates"))) {
          TransformerRules.mergeInto(specs, rules.claimLabels);
        }
        TransformerRules.mergeInto(specs, List.of(FieldSpec.creating("", "", "metadata/labels")));
      }
      for (Map.Entry<String, Object> pair : Values.asMap(entry.get("pairs")).entrySet()) {
        if (!(pair.getValue() instanceof String)) {
          throw new KustomizeProblem(
              file.place("labels", i),
              "invalid Kustomization: labels.pairs." + pair.getKey() + " must be text");
        }
      }
      setAll(Values.texts(entry.get("pairs")), specs);
    }
  }

  /** Sets keys of the maps that the fields hold. */
  void setAll(Map<String, String> texts, List<FieldSpec> specs) {
    for (Resource resource : resources.all()) {
      ResourceId id = resource.id();
      new TreeMap<>(texts)
          .forEach(
              (key, text) ->
                  specs.stream()
                      .filter(spec -> spec.selects(id))
                      .forEach(
                          spec ->
                              spec.visit(
                                  resource.object(),
                                  LinkedHashMap::new,
                                  slot -> Values.asMap(slot.get()).put(key, text))));
    }
  }

  /** Sets the count of objects of a name. */
  void replicas(Map<String, Object> entry, List<FieldSpec> specs) {
    String name = Values.text(entry, "name");
    Object count = entry.get("count");
    if (!(count instanceof Long)) {
      throw new KustomizeProblem("", "invalid Kustomization: replicas: count must be a number");
    }
    boolean found = false;
    for (FieldSpec spec : specs) {
      for (Resource resource :
          resources.withAnyId(id -> id.name().equals(name) && spec.selects(id))) {
        found = true;
        if (spec.selects(resource.id())) {
          spec.visit(resource.object(), () -> count, slot -> slot.set(count));
        }
      }
    }
    if (!found) {
      throw new KustomizeProblem(
          "",
          "resource with name "
              + name
              + " does not match a config with one of the kinds "
              + specs.stream().map(FieldSpec::kind).toList());
    }
  }
}
