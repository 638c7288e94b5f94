package dev.blackstart.template.kustomize;

import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A kustomization file: its fields, and the lines they stand on. */
final class KustomizationFile {
  static final List<String> NAMES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  private static final Set<String> FIELDS =
      Set.of(
          "apiVersion",
          "kind",
          "metadata",
          "resources",
          "bases",
          "components",
          "namespace",
          "namePrefix",
          "nameSuffix",
          "commonLabels",
          "labels",
          "commonAnnotations",
          "images",
          "imageTags",
          "replicas",
          "patches",
          "patchesStrategicMerge",
          "patchesJson6902",
          "configMapGenerator",
          "secretGenerator",
          "generatorOptions",
          "replacements",
          "configurations",
          "sortOptions",
          "transformers",
          "buildMetadata",
          "helmCharts",
          "helmGlobals");

  /** Fields kustomize knows and this build does not. */
  private static final Set<String> UNSUPPORTED =
      Set.of("helmChartInflationGenerator", "generators", "validators", "vars", "crds", "openapi");

  private final String file;
  private final Map<String, Object> fields;
  private final Map<String, YamlNode> nodes;

  private KustomizationFile(String file, Map<String, Object> fields, Map<String, YamlNode> nodes) {
    this.file = file;
    this.fields = fields;
    this.nodes = nodes;
  }

  /** A file that is written nowhere. */
  static KustomizationFile of(String file, Map<String, Object> fields) {
    return of(file, fields, Map.of());
  }

  /** The same, of fields that are written somewhere. */
  static KustomizationFile of(
      String file, Map<String, Object> fields, Map<String, YamlNode> nodes) {
    return new KustomizationFile(file, fields, nodes);
  }

  /** The kustomization file of a folder; empty when it has none. */
  static Optional<KustomizationFile> find(SourceTree tree, String folder) {
    List<String> found =
        NAMES.stream().map(name -> TreePath.join(folder, name)).filter(tree::isFile).toList();
    if (found.size() > 1) {
      throw new KustomizeProblem(
          folder, "Found multiple kustomization files: " + String.join(", ", found));
    }
    return found.stream().findFirst().map(path -> parse(tree, path));
  }

  private static KustomizationFile parse(SourceTree tree, String path) {
    String text = new String(tree.read(path), StandardCharsets.UTF_8);
    try {
      List<YamlNode> documents = Yaml.parse(text, path);
      if (documents.isEmpty()) {
        throw new KustomizeProblem(path, "kustomization.yaml is empty");
      }
      if (!(documents.getFirst() instanceof MapNode map)) {
        throw new KustomizeProblem(
            documents.getFirst().mark(), "invalid Kustomization: no mapping");
      }
      Map<String, YamlNode> nodes = new LinkedHashMap<>();
      map.entries().forEach(entry -> nodes.put(entry.key().text(), entry.value()));
      KustomizationFile file = new KustomizationFile(path, Reading.KUBERNETES.readMap(map), nodes);
      file.enforce(map);
      return file;
    } catch (YamlProblem problem) {
      throw KustomizeProblem.of(problem);
    }
  }

  private void enforce(MapNode map) {
    for (MapNode.Entry entry : map.entries()) {
      String field = entry.key().text();
      boolean empty =
          entry.value() instanceof ScalarNode scalar && scalar.isNull()
              || Values.asList(fields.get(field)).isEmpty() && fields.get(field) instanceof List<?>;
      if (UNSUPPORTED.contains(field) && !empty) {
        throw new KustomizeProblem(
            entry.key().mark(), "the field " + field + " is not supported here");
      }
      if (!FIELDS.contains(field) && !UNSUPPORTED.contains(field)) {
        throw new KustomizeProblem(
            entry.key().mark(), "invalid Kustomization: unknown field \"" + field + "\"");
      }
    }
    for (String wanted : texts("buildMetadata")) {
      if (!wanted.equals(OriginAnnotations.WANTED)) {
        throw new KustomizeProblem(
            place("buildMetadata"), "buildMetadata " + wanted + " is not supported here");
      }
    }
    if (!List.of("Kustomization", "Component").contains(kind())) {
      throw new KustomizeProblem(place("kind"), "kind should be Kustomization or Component");
    }
    String version =
        "kustomize.config.k8s.io/" + (kind().equals("Component") ? "v1alpha1" : "v1beta1");
    if (!text("apiVersion").isEmpty() && !text("apiVersion").equals(version)) {
      throw new KustomizeProblem(
          place("apiVersion"), "apiVersion for " + kind() + " should be " + version);
    }
  }

  /** Whether nothing but its type is written in it. */
  boolean isEmpty() {
    return fields.entrySet().stream()
        .allMatch(
            field ->
                field.getValue() == null || List.of("apiVersion", "kind").contains(field.getKey()));
  }

  String file() {
    return file;
  }

  String kind() {
    String kind = text("kind");
    return kind.isEmpty() ? "Kustomization" : kind;
  }

  boolean isComponent() {
    return kind().equals("Component");
  }

  /** The same file with other values of some fields. */
  KustomizationFile with(Map<String, Object> changed) {
    Map<String, Object> merged = new LinkedHashMap<>(fields);
    merged.putAll(changed);
    return new KustomizationFile(file, merged, nodes);
  }

  Object get(String field) {
    return fields.get(field);
  }

  String text(String field) {
    Object value = fields.get(field);
    if (value != null && !(value instanceof String)) {
      throw new KustomizeProblem(place(field), "invalid Kustomization: " + field + " must be text");
    }
    return value == null ? "" : value.toString();
  }

  /** A list of texts. */
  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (Object item : list(field)) {
      if (!(item instanceof String text)) {
        throw new KustomizeProblem(
            place(field, texts.size()),
            "invalid Kustomization: " + field + " must be a list of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  /** A list of mappings. */
  List<Map<String, Object>> maps(String field) {
    List<Map<String, Object>> maps = new ArrayList<>();
    for (Object item : list(field)) {
      if (!(item instanceof Map<?, ?>)) {
        throw new KustomizeProblem(
            place(field, maps.size()),
            "invalid Kustomization: " + field + " must be a list of mappings");
      }
      maps.add(Values.asMap(item));
    }
    return maps;
  }

  private List<Object> list(String field) {
    Object value = fields.get(field);
    if (value != null && !(value instanceof List<?>)) {
      throw new KustomizeProblem(
          place(field), "invalid Kustomization: " + field + " must be a list");
    }
    return Values.asList(value);
  }

  /** A mapping of texts. */
  Map<String, String> map(String field) {
    Object value = fields.get(field);
    if (value != null && !(value instanceof Map<?, ?>)) {
      throw new KustomizeProblem(
          place(field), "invalid Kustomization: " + field + " must be a mapping");
    }
    Values.asMap(value)
        .forEach(
            (key, text) -> {
              if (!(text instanceof String)) {
                throw new KustomizeProblem(
                    place(field), "invalid Kustomization: " + field + "." + key + " must be text");
              }
            });
    return Values.texts(value);
  }

  /** {@code file:line} of a field; the file alone when the field is written nowhere. */
  String place(String field) {
    return nodes.containsKey(field) ? nodes.get(field).mark().toString() : file;
  }

  /** {@code file:line} of an entry of a list. */
  String place(String field, int index) {
    return Optional.ofNullable(nodes.get(field))
        .flatMap(list -> list.at(String.valueOf(index)))
        .map(item -> item.mark().toString())
        .orElse(place(field));
  }
}
