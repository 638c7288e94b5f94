package dev.blackstart.template.argo;

import dev.blackstart.template.kustomize.PathPattern;
import dev.blackstart.template.kustomize.SourceTree;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Parameters from a repository: one set for each folder, or for each object of each file. */
final class GitGenerator {
  private static final int DEEPEST = 20;

  private final SourceTree tree;
  private final boolean goTemplate;
  private final Map<String, Object> fields;

  GitGenerator(SourceTree tree, boolean goTemplate, Map<String, Object> fields) {
    this.tree = tree;
    this.goTemplate = goTemplate;
    this.fields = fields;
  }

  List<Map<String, Object>> parameters() {
    List<Map<String, Object>> all = new ArrayList<>();
    if (!Fields.list(fields.get("directories")).isEmpty()) {
      Patterns patterns = new Patterns("directories", true);
      paths(true).stream().filter(patterns::match).forEach(path -> all.add(folder(path)));
    } else if (!Fields.list(fields.get("files")).isEmpty()) {
      Patterns patterns = new Patterns("files", false);
      paths(false).stream().filter(patterns::match).forEach(path -> all.addAll(file(path)));
    } else {
      throw new ApplicationSetProblem("generator git has neither directories nor files");
    }
    return all;
  }

  private List<String> paths(boolean folders) {
    List<String> paths = new ArrayList<>();
    walk("", 0, folders, paths);
    return paths;
  }

  /** Argo CD passes over folders whose name begins with a dot. */
  private void walk(String folder, int depth, boolean folders, List<String> paths) {
    for (String name : tree.names(folder)) {
      String path = folder.isEmpty() ? name : folder + "/" + name;
      if (tree.isFolder(path)) {
        if (!name.startsWith(".") && depth < DEEPEST) {
          if (folders) {
            paths.add(path);
          }
          walk(path, depth + 1, folders, paths);
        }
      } else if (!folders) {
        paths.add(path);
      }
    }
  }

  private Map<String, Object> folder(String path) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    name(parameters, path, "");
    return parameters;
  }

  private List<Map<String, Object>> file(String path) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Map<String, Object> object : objects(path)) {
      Map<String, Object> parameters = new LinkedHashMap<>();
      if (goTemplate) {
        parameters.putAll(object);
      } else {
        flatten("", object, parameters);
      }
      int slash = path.lastIndexOf('/');
      name(parameters, slash < 0 ? "." : path.substring(0, slash), path.substring(slash + 1));
      all.add(parameters);
    }
    return all;
  }

  private List<Map<String, Object>> objects(String path) {
    try {
      String text = new String(tree.read(path), StandardCharsets.UTF_8);
      List<YamlNode> documents = Yaml.parse(text, path);
      Object value = documents.isEmpty() ? null : Reading.KUBERNETES.read(documents.getFirst());
      return switch (value) {
        case null -> List.of(Map.of());
        case Map<?, ?> map -> List.of(Fields.map(map));
        case List<?> list -> list.stream().map(Fields::map).toList();
        default -> throw new ApplicationSetProblem("unable to process file '" + path + "'");
      };
    } catch (YamlProblem problem) {
      throw new ApplicationSetProblem(
          "unable to process file '" + path + "': " + problem.getMessage());
    }
  }

  private static void flatten(String at, Object value, Map<String, Object> into) {
    switch (value) {
      case Map<?, ?> map ->
          map.forEach((key, each) -> flatten(at.isEmpty() ? "" + key : at + "." + key, each, into));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          flatten(at + "." + i, list.get(i), into);
        }
      }
      case null -> into.put(at, "<nil>");
      default -> into.put(at, String.valueOf(value));
    }
  }

  /** What every set says of where it is from. */
  private void name(Map<String, Object> parameters, String path, String file) {
    Map<String, Object> named = new LinkedHashMap<>();
    String base = path.substring(path.lastIndexOf('/') + 1);
    List<String> segments = List.of(path.split("/", -1));
    named.put("basename", base);
    named.put("basenameNormalized", Rendered.normalized(base));
    if (!file.isEmpty()) {
      named.put("filename", file);
      named.put("filenameNormalized", Rendered.normalized(file));
    }
    String prefix = Fields.text(fields, "pathParamPrefix");
    if (goTemplate) {
      named.put("path", path);
      named.put("segments", segments);
      parameters.put(
          prefix.isEmpty() ? "path" : prefix, prefix.isEmpty() ? named : Map.of("path", named));
      return;
    }
    String key = prefix.isEmpty() ? "path" : prefix + ".path";
    parameters.put(key, path);
    named.forEach((field, value) -> parameters.put(key + "." + field, value));
    for (int i = 0; i < segments.size(); i++) {
      parameters.put(key + "[" + i + "]", segments.get(i));
    }
  }

  /** What is named, without what is named with {@code exclude}. */
  private final class Patterns {
    private final List<Pattern> included = new ArrayList<>();
    private final List<Pattern> excluded = new ArrayList<>();

    Patterns(String field, boolean steps) {
      for (Object each : Fields.list(fields.get(field))) {
        Map<String, Object> entry = Fields.map(each);
        String path = Fields.text(entry, "path");
        Pattern pattern = steps ? PathPattern.steps(path) : PathPattern.crossing(path);
        (Fields.text(entry, "exclude").equals("true") ? excluded : included).add(pattern);
      }
    }

    boolean match(String path) {
      return included.stream().anyMatch(each -> each.matcher(path).matches())
          && excluded.stream().noneMatch(each -> each.matcher(path).matches());
    }
  }
}
