package dev.blackstart.repository.argo;

import static dev.blackstart.template.argo.Fields.map;
import static dev.blackstart.template.argo.Fields.text;

import dev.blackstart.cluster.Place;
import dev.blackstart.template.argo.Fields;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An Application of Argo CD as a repository writes it, or as an ApplicationSet makes it. */
record Application(BuiltObject written) {
  private static final String GROUP = "argoproj.io/";

  static boolean isOne(Map<String, Object> object) {
    return isOf(object, "Application");
  }

  static boolean isSet(Map<String, Object> object) {
    return isOf(object, "ApplicationSet");
  }

  /** Whether an object is of a kind of Argo CD's. */
  static boolean isOf(Map<String, Object> object, String kind) {
    return text(object, "apiVersion").startsWith(GROUP) && text(object, "kind").equals(kind);
  }

  static String name(Map<String, Object> object) {
    return text(object, "metadata", "name");
  }

  static Place at(BuiltObject object) {
    return new Place(object.origin(), object.written().map(node -> node.mark().line()).orElse(0));
  }

  String name() {
    return name(written.object());
  }

  String namespace() {
    return text(written.object(), "metadata", "namespace");
  }

  String project() {
    return text(written.object(), "spec", "project");
  }

  /** The namespace it deploys to. */
  String destination() {
    return text(written.object(), "spec", "destination", "namespace");
  }

  /** The cluster it deploys to: its address, else its name. */
  String server() {
    String server = text(written.object(), "spec", "destination", "server");
    return server.isEmpty() ? text(written.object(), "spec", "destination", "name") : server;
  }

  Place at() {
    return at(written);
  }

  /** Its sources; one or several. */
  List<Map<String, Object>> sources() {
    Map<String, Object> spec = map(written.object().get("spec"));
    List<Map<String, Object>> sources = new ArrayList<>();
    if (spec.get("source") != null) {
      sources.add(map(spec.get("source")));
    }
    Fields.list(spec.get("sources")).forEach(each -> sources.add(map(each)));
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
}
