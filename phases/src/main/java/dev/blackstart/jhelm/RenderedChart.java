package dev.blackstart.jhelm;

import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A chart that renders to given objects whatever its values are, under the name and version of
 * another: the way Helm is given objects that were changed after they had been rendered. Hooks stay
 * hooks, definitions stay in {@code crds/}.
 */
final class RenderedChart {
  /** What Helm reads of a chart beside what it installs. */
  private static final List<String> KEPT = List.of("values.yaml", "values.schema.json");

  private RenderedChart() {}

  /** Its files. */
  static Map<String, byte[]> of(ChartFiles chart, PostRendered objects) {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("Chart.yaml", bytes(metadata(chart)));
    for (String name : KEPT) {
      chart.text(name).ifPresent(text -> files.put(name, bytes(text)));
    }
    List<Object> templates = new ArrayList<>(objects.manifest());
    templates.addAll(objects.hooks());
    put(files, "templates/", templates, true);
    put(files, "crds/", objects.definitions(), false);
    return files;
  }

  /** The sub-charts' objects are among the templates by now. */
  private static String metadata(ChartFiles chart) {
    MapNode all = (MapNode) chart.metadata().orElseThrow();
    return Yaml.write(
        MapNode.of(
            all.mark(),
            all.entries().stream()
                .filter(entry -> !entry.key().text().equals("dependencies"))
                .toList()));
  }

  private static void put(
      Map<String, byte[]> files, String folder, List<Object> objects, boolean template) {
    for (int i = 0; i < objects.size(); i++) {
      String text = Yaml.write(objects.get(i));
      files.put(
          "%s%05d.yaml".formatted(folder, i),
          bytes(template ? text.replace("{{", "{{ \"{{\" }}") : text));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
