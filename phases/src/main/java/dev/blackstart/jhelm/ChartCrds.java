package dev.blackstart.jhelm;

import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.world.KubeObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The CustomResourceDefinitions in the files of a chart. */
final class ChartCrds {
  static final String KIND = "CustomResourceDefinition";

  private static final Pattern CRDS = Pattern.compile("crds/.*\\.(ya?ml|json)");
  private static final Pattern ANYWHERE =
      Pattern.compile("(charts/[^/]+/)*(crds|templates|files)/.*\\.(ya?ml|json|tpl)");
  private static final Pattern BUNDLED = Pattern.compile("(charts/[^/]+/)*crds/.*\\.(ya?ml|json)");
  private static final Pattern NAME =
      Pattern.compile(
          "(?m)^\\s*name:\\s*[\"']?([a-z0-9-]+(?:\\.[a-z0-9-]+){2,})[\"']?\\s*(?:#.*)?$");
  private static final Pattern DOCUMENT = Pattern.compile("(?m)^---.*$");

  private ChartCrds() {}

  /** What lies in {@code crds/} of the chart and of the charts in it that are switched on. */
  static List<KubeObject> bundled(ChartFiles chart, Map<String, Object> values) {
    List<KubeObject> found = new ArrayList<>();
    bundledTexts(chart, values).forEach((path, text) -> found.addAll(in(text, path)));
    return found;
  }

  /** The files in {@code crds/} of these charts, by their paths. */
  static Map<String, String> bundledTexts(ChartFiles chart, Map<String, Object> values) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (SubCharts.Enabled part : SubCharts.of(chart, values)) {
      for (String path : part.chart().files().keySet()) {
        if (CRDS.matcher(path).matches()) {
          texts.put(part.folder() + path, part.chart().text(path).orElseThrow());
        }
      }
    }
    return texts;
  }

  /** The definitions among the documents of a text. */
  static List<KubeObject> in(String text, String file) {
    return objects(text, file).stream().filter(object -> object.kind().equals(KIND)).toList();
  }

  /** All objects of a text. */
  static List<KubeObject> objects(String text, String file) {
    List<KubeObject> objects = new ArrayList<>();
    for (YamlNode document : Yaml.parse(text, file)) {
      if (document instanceof MapNode map) {
        objects.add(new KubeObject(Reading.KUBERNETES.readMap(map)));
      }
    }
    return objects;
  }

  /** Whether rendering the chart may bring definitions. */
  static boolean inTemplates(ChartFiles chart) {
    return chart.files().entrySet().stream()
        .filter(file -> file.getKey().contains("templates/"))
        .anyMatch(file -> text(file.getValue()).contains(KIND));
  }

  /**
   * Names of all definitions, switched on or not. Templates are no YAML before they are rendered,
   * so the first name of the form {@code plural.group} in each document is taken.
   */
  static Set<String> names(ChartFiles chart) {
    return names(chart, ANYWHERE);
  }

  /** Names of those in {@code crds/}, of the charts in it as well. */
  static Set<String> bundledNames(ChartFiles chart) {
    return names(chart, BUNDLED);
  }

  private static Set<String> names(ChartFiles chart, Pattern where) {
    Set<String> names = new TreeSet<>();
    chart
        .files()
        .forEach(
            (path, bytes) -> {
              String text = text(bytes);
              if (where.matcher(path).matches() && text.contains("kind: " + KIND)) {
                for (String document : DOCUMENT.split(text, -1)) {
                  Matcher name = NAME.matcher(document);
                  if (document.contains("kind: " + KIND) && name.find()) {
                    names.add(name.group(1));
                  }
                }
              }
            });
    return names;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
