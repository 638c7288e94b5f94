package dev.blackstart.template.kustomize;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Copies a value of one object into fields of others. */
final class Replacements {
  private static final String DEFAULT_PATH = "metadata.name";

  private final SourceTree tree;
  private final String folder;
  private final KustomizationFile file;
  private final ResourceList resources;

  Replacements(SourceTree tree, String folder, KustomizationFile file, ResourceList resources) {
    this.tree = tree;
    this.folder = folder;
    this.file = file;
    this.resources = resources;
  }

  void run() {
    List<Map<String, Object>> entries = file.maps("replacements");
    for (int i = 0; i < entries.size(); i++) {
      try {
        for (Map<String, Object> replacement : loaded(entries.get(i))) {
          replace(replacement);
        }
      } catch (KustomizeProblem problem) {
        throw problem.at(file.place("replacements", i));
      }
    }
  }

  private List<Map<String, Object>> loaded(Map<String, Object> entry) {
    String path = Values.text(entry, "path");
    if (path.isEmpty()) {
      return List.of(entry);
    }
    String resolved =
        TreePath.resolve(folder, path)
            .filter(tree::isFile)
            .orElseThrow(() -> new KustomizeProblem("", path + ": no such file"));
    List<Map<String, Object>> replacements = new ArrayList<>();
    String text = new String(tree.read(resolved), StandardCharsets.UTF_8);
    for (Object document : PlainYaml.values(text, resolved)) {
      List<Object> items =
          document instanceof List<?> list ? Values.asList(list) : List.of(document);
      items.forEach(item -> replacements.add(Values.asMap(item)));
    }
    return replacements;
  }

  private void replace(Map<String, Object> replacement) {
    boolean fixed = replacement.get("sourceValue") != null;
    if (fixed == (replacement.get("source") != null) || replacement.get("targets") == null) {
      throw new KustomizeProblem("", "replacements must specify a source and at least one target");
    }
    Object value =
        fixed ? replacement.get("sourceValue") : source(Values.asMap(replacement.get("source")));
    for (Object item : Values.asList(replacement.get("targets"))) {
      Map<String, Object> target = Values.asMap(item);
      if (target.get("select") == null) {
        throw new KustomizeProblem("", "target must specify resources to select");
      }
      Selector select = new Selector(Values.asMap(target.get("select")));
      List<Selector> reject =
          Values.asList(target.get("reject")).stream()
              .map(rejected -> new Selector(Values.asMap(rejected)))
              .toList();
      for (Resource resource : resources.all()) {
        if (selects(select, resource) && reject.stream().noneMatch(r -> rejects(r, resource))) {
          copyInto(resource, target, value);
        }
      }
    }
  }

  private static boolean selects(Selector selector, Resource resource) {
    return selector.matchesMetadata(resource)
        && resource.allIds().stream().anyMatch(selector::matchesId);
  }

  private static boolean rejects(Selector selector, Resource resource) {
    return selects(selector, resource);
  }

  private Object source(Map<String, Object> source) {
    String namespace = Values.text(source, "namespace");
    String name = Values.text(source, "name");
    List<Resource> found =
        resources.withAnyId(
            id ->
                id.isOf(
                        Values.text(source, "group"),
                        Values.text(source, "version"),
                        Values.text(source, "kind"))
                    && (name.isEmpty() || name.equals(id.name()))
                    && (namespace.isEmpty() || namespace.equals(id.effectiveNamespace())));
    if (found.size() != 1) {
      throw new KustomizeProblem(
          "",
          (found.isEmpty() ? "nothing selected by " : "multiple matches for selector ") + source);
    }
    String path = Values.text(source, "fieldPath");
    Object value = found.getFirst().object();
    for (String step : steps(path.isEmpty() ? DEFAULT_PATH : path)) {
      List<FieldSpec.Slot> slots = new ReplacementPath(List.of(step), false, null).find(value);
      value = slots.isEmpty() ? null : slots.getFirst().get();
    }
    if (value == null) {
      throw new KustomizeProblem(
          "",
          "fieldPath `" + path + "` is missing for replacement source " + found.getFirst().id());
    }
    Map<String, Object> options = Values.asMap(source.get("options"));
    String delimiter = Values.text(options, "delimiter");
    if (delimiter.isEmpty()) {
      return value;
    }
    String[] parts = Values.scalar(value).split(Pattern.quote(delimiter), -1);
    int index = index(options);
    if (index < 0 || index >= parts.length) {
      throw new KustomizeProblem("", "options.index " + index + " is out of bounds for the value");
    }
    return parts[index];
  }

  private static int index(Map<String, Object> options) {
    return options.get("index") instanceof Number number ? number.intValue() : 0;
  }

  private static void copyInto(Resource resource, Map<String, Object> target, Object value) {
    List<Object> paths = Values.asList(target.get("fieldPaths"));
    Map<String, Object> options = Values.asMap(target.get("options"));
    boolean create = Boolean.TRUE.equals(options.get("create"));
    for (Object path : paths.isEmpty() ? List.<Object>of(DEFAULT_PATH) : paths) {
      List<FieldSpec.Slot> slots =
          new ReplacementPath(steps(path.toString()), create, value).find(resource.object());
      if (slots.isEmpty()) {
        throw new KustomizeProblem(
            "",
            "unable to find "
                + (create ? "or create " : "")
                + "field \""
                + path
                + "\" in replacement target "
                + resource.id());
      }
      slots.forEach(slot -> set(slot, value, options));
    }
  }

  private static void set(FieldSpec.Slot slot, Object value, Map<String, Object> options) {
    Object put = Values.copy(value);
    String delimiter = Values.text(options, "delimiter");
    if (!delimiter.isEmpty()) {
      List<String> parts =
          new ArrayList<>(
              Arrays.asList(Values.scalar(slot.get()).split(Pattern.quote(delimiter), -1)));
      int index = index(options);
      if (index < 0) {
        parts.addFirst(Values.scalar(value));
      } else if (index >= parts.size()) {
        parts.addLast(Values.scalar(value));
      } else {
        parts.set(index, Values.scalar(value));
      }
      put = String.join(delimiter, parts);
    }
    slot.set(fitting(put, slot.get()));
  }

  /**
   * A scalar keeps the type of the field it comes into; in a new field it has the one it looks of.
   */
  private static Object fitting(Object put, Object there) {
    if (put instanceof Map
        || put instanceof List
        || there instanceof Map
        || there instanceof List) {
      return put;
    }
    String text = Values.scalar(put);
    return there instanceof String ? text : PlainYaml.plain(text);
  }

  /** Steps parted by dots; what stands in brackets is one step. */
  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String part : FieldSpec.split(path, ".")) {
      if (open.isEmpty() && !(part.startsWith("[") && !part.endsWith("]"))) {
        steps.add(part);
        continue;
      }
      open.append(open.isEmpty() ? "" : ".").append(part);
      if (part.endsWith("]")) {
        String step = open.toString();
        steps.add(step.contains("=") ? step : step.substring(1, step.length() - 1));
        open.setLength(0);
      }
    }
    return steps;
  }
}
