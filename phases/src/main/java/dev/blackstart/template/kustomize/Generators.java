package dev.blackstart.template.kustomize;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes ConfigMaps and Secrets from files, env files and literals. */
final class Generators {
  private static final Set<String> FIELDS =
      Set.of("name", "namespace", "behavior", "files", "literals", "envs", "env", "options");

  private final SourceTree tree;
  private final String folder;
  private final KustomizationFile file;

  Generators(SourceTree tree, String folder, KustomizationFile file) {
    this.tree = tree;
    this.folder = folder;
    this.file = file;
  }

  void run(ResourceList resources) {
    for (String field : List.of("configMapGenerator", "secretGenerator")) {
      List<Map<String, Object>> entries = file.maps(field);
      for (int i = 0; i < entries.size(); i++) {
        try {
          resources.absorb(make(field, entries.get(i)));
        } catch (KustomizeProblem problem) {
          throw problem.at(file.place(field, i));
        }
      }
    }
  }

  private Resource make(String field, Map<String, Object> entry) {
    boolean secret = field.equals("secretGenerator");
    for (String key : entry.keySet()) {
      if (!FIELDS.contains(key) && !(secret && key.equals("type"))) {
        throw new KustomizeProblem("", "invalid Kustomization: unknown field \"" + key + "\"");
      }
    }
    if (Values.text(entry, "name").isEmpty()) {
      throw new KustomizeProblem("", field + ": a configmap must have a name");
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("apiVersion", "v1");
    object.put("kind", secret ? "Secret" : "ConfigMap");
    Map<String, Object> metadata = Values.child(object, "metadata");
    metadata.put("name", Values.text(entry, "name"));
    if (!Values.text(entry, "namespace").isEmpty()) {
      metadata.put("namespace", Values.text(entry, "namespace"));
    }
    if (secret) {
      String type = Values.text(entry, "type");
      object.put("type", type.isEmpty() ? "Opaque" : type);
    }
    Map<String, byte[]> pairs = new KeyValueSources(tree, folder, file).load(entry);
    if (secret) {
      GeneratedContent.intoSecret(object, new TreeMap<>(pairs));
    } else {
      GeneratedContent.intoConfigMap(object, new TreeMap<>(pairs));
    }
    Map<String, Object> local = Values.asMap(entry.get("options"));
    Map<String, Object> global = Values.asMap(file.get("generatorOptions"));
    copyTexts(metadata, "labels", local, global);
    copyTexts(metadata, "annotations", local, global);
    if (flag(local, global, "immutable")) {
      object.put("immutable", true);
    }
    return new Resource(object, file.file())
        .generated(
            behavior(Values.text(entry, "behavior")),
            !flag(local, global, "disableNameSuffixHash"));
  }

  private static Resource.Behavior behavior(String text) {
    return switch (text) {
      case "merge" -> Resource.Behavior.MERGE;
      case "replace" -> Resource.Behavior.REPLACE;
      default -> Resource.Behavior.CREATE;
    };
  }

  /** A local false cannot undo a global true: in Go's types they look the same. */
  private static boolean flag(Map<String, Object> local, Map<String, Object> global, String name) {
    return Boolean.TRUE.equals(local.get(name)) || Boolean.TRUE.equals(global.get(name));
  }

  private static void copyTexts(
      Map<String, Object> metadata,
      String field,
      Map<String, Object> local,
      Map<String, Object> global) {
    Map<String, Object> merged = new LinkedHashMap<>(Values.texts(global.get(field)));
    merged.putAll(Values.texts(local.get(field)));
    if (!merged.isEmpty()) {
      metadata.put(field, merged);
    }
  }
}
