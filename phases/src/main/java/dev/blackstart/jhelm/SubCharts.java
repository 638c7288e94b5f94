package dev.blackstart.jhelm;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which charts within a chart are switched on: {@code condition} and {@code tags} of the
 * dependencies in {@code Chart.yaml}, as Helm 3 reads them ("Chart Dependencies", helm.sh).
 */
final class SubCharts {
  private SubCharts() {}

  /** A chart that is switched on, and where it lies within the outermost one. */
  record Enabled(String folder, ChartFiles chart) {}

  /**
   * The chart itself and all below it that are switched on.
   *
   * @param values of the user; the chart's own defaults apply under them
   */
  static List<Enabled> of(ChartFiles chart, Map<String, Object> values) {
    List<Enabled> enabled = new ArrayList<>();
    walk("", chart, values, enabled);
    return enabled;
  }

  private static void walk(
      String folder, ChartFiles chart, Map<String, Object> values, List<Enabled> enabled) {
    enabled.add(new Enabled(folder, chart));
    Map<String, Object> all = ReleaseValues.merge(defaults(chart), values);
    for (String name : chart.subCharts()) {
      List<YamlNode> entries = dependencies(chart, name);
      Optional<YamlNode> entry = entries.stream().filter(each -> isOn(each, all)).findFirst();
      if (entries.isEmpty() || entry.isPresent()) {
        String key = entry.flatMap(each -> each.text("alias")).orElse(name);
        Map<String, Object> own = map(all.get(key));
        walk(folder + "charts/" + name + "/", chart.below("charts/" + name), own, enabled);
      }
    }
  }

  private static List<YamlNode> dependencies(ChartFiles chart, String name) {
    return chart.metadata().flatMap(node -> node.at("dependencies")).stream()
        .filter(ListNode.class::isInstance)
        .flatMap(node -> ((ListNode) node).items().stream())
        .filter(entry -> entry.text("name").orElse("").equals(name))
        .toList();
  }

  /** The first condition that is set decides; without one, a tag that is on does. */
  private static boolean isOn(YamlNode entry, Map<String, Object> values) {
    for (String path : entry.text("condition").orElse("").split(",", -1)) {
      if (at(values, path.strip()) instanceof Boolean on) {
        return on;
      }
    }
    List<Boolean> tags = new ArrayList<>();
    if (entry.at("tags").orElse(null) instanceof ListNode list) {
      for (int i = 0; i < list.items().size(); i++) {
        if (at(values, "tags." + list.text(String.valueOf(i)).orElse("")) instanceof Boolean on) {
          tags.add(on);
        }
      }
    }
    return tags.isEmpty() || tags.contains(true);
  }

  private static Object at(Map<String, Object> values, String path) {
    Object here = values;
    for (String key : path.split("\\.", -1)) {
      here = map(here).get(key);
    }
    return here;
  }

  private static Map<String, Object> defaults(ChartFiles chart) {
    try {
      return chart.text("values.yaml").stream()
          .flatMap(text -> Yaml.parse(text, "values.yaml").stream())
          .filter(MapNode.class::isInstance)
          .findFirst()
          .map(node -> Reading.KUBERNETES.readMap((MapNode) node))
          .orElseGet(LinkedHashMap::new);
    } catch (YamlProblem e) {
      return Map.of(); // Helm says what is wrong with it, when it renders.
    }
  }

  @SuppressWarnings("unchecked") // keys of a read document are strings
  private static Map<String, Object> map(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
