package dev.blackstart.repository.argo;

import dev.blackstart.cluster.Place;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An Application of Argo CD as a repository writes it. */
record Application(BuiltObject written) {
  private static final String GROUP = "argoproj.io/";

  static boolean isOne(Map<String, Object> object) {
    return isOf(object, "Application");
  }

  /** Whether an object is of a kind of Argo CD's. */
  static boolean isOf(Map<String, Object> object, String kind) {
    return text(object, "apiVersion").startsWith(GROUP) && text(object, "kind").equals(kind);
  }

  String name() {
    return text(metadata(), "name");
  }

  String namespace() {
    return text(metadata(), "namespace");
  }

  String project() {
    return text(spec(), "project");
  }

  /** The namespace it deploys to. */
  String destination() {
    return text(map(spec().get("destination")), "namespace");
  }

  Place at() {
    return new Place(written.origin(), written.written().map(node -> node.mark().line()).orElse(0));
  }

  /** Its sources; one or several. */
  List<Map<String, Object>> sources() {
    List<Map<String, Object>> sources = new ArrayList<>();
    if (spec().get("source") != null) {
      sources.add(map(spec().get("source")));
    }
    if (spec().get("sources") instanceof List<?> many) {
      many.forEach(each -> sources.add(map(each)));
    }
    return sources;
  }

  /** The source that is a chart. */
  Optional<Map<String, Object>> chart() {
    return sources().stream().filter(source -> !text(source, "chart").isEmpty()).findFirst();
  }

  /** The sources that are folders of Git, with their paths below the root of it. */
  List<Map<String, Object>> folders() {
    return sources().stream()
        .filter(source -> text(source, "chart").isEmpty() && source.get("path") != null)
        .toList();
  }

  static String path(Map<String, Object> source) {
    return text(source, "path").replaceAll("^(\\./|/)+|/+$", "").replaceFirst("^\\.$", "");
  }

  private Map<String, Object> metadata() {
    return map(written.object().get("metadata"));
  }

  private Map<String, Object> spec() {
    return map(written.object().get("spec"));
  }

  static String text(Map<String, Object> map, String key) {
    Object value = map.get(key);
    return value == null ? "" : String.valueOf(value);
  }

  static Map<String, Object> map(Object value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> fields.put(String.valueOf(key), each));
    }
    return fields;
  }
}
