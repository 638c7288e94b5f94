package dev.blackstart.jhelm;

import dev.blackstart.cluster.ChartAdditions;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.jhelm.ChartDependencies.Complete;
import dev.blackstart.jhelm.ChartPlaces.Place;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Charts with what their releases put into them: further dependencies, each switched on unless
 * {@code NAME.enabled} is false, and other files of default values.
 */
final class EnlargedCharts {
  private static final String METADATA = "Chart.yaml";
  private static final String ANY = ">=0.0.0-0";
  private static final String DEFAULTS = "values.yaml";

  private final ChartPlaces places;

  EnlargedCharts(ChartPlaces places) {
    this.places = places;
  }

  /**
   * A chart with its additions.
   *
   * @param place of the chart as it is published
   * @throws Failure INPUT naming what cannot be had
   */
  Complete of(ChartRef ref, Place place, Complete published) throws IOException {
    Map<String, byte[]> files = new TreeMap<>(published.files());
    Set<ChartRef> fetched = new LinkedHashSet<>(published.fetched());
    for (ChartAdditions.Dependency dependency : ref.additions().dependencies()) {
      add(ref, dependency, files, fetched);
    }
    if (!ref.additions().valuesFiles().isEmpty()) {
      files.put(DEFAULTS, bytes(Yaml.write(defaults(ref, place, files))));
    }
    return new Complete(files, fetched, false);
  }

  private void add(
      ChartRef ref,
      ChartAdditions.Dependency dependency,
      Map<String, byte[]> files,
      Set<ChartRef> fetched)
      throws IOException {
    ChartRef chart = dependency.chart();
    try {
      ChartRef one = chart.isFolder() ? chart : ChartDependencies.pinned(chart, places);
      if (!chart.isFolder()) {
        fetched.add(one);
      }
      Path there = places.archive(one);
      byte[] archive =
          Files.isDirectory(there)
              ? ChartArchive.packed(one.name(), ChartFiles.folder(there))
              : Files.readAllBytes(there);
      files.put("charts/" + one.file() + ".tgz", archive);
      files.put(METADATA, bytes(named(files.get(METADATA), dependency, one.tag())));
    } catch (Failure missing) {
      throw new Failure(
          missing.kind(),
          "chart %s lacks %s, which its release adds: %s".formatted(ref, chart, missing.what()),
          missing.remedy(),
          missing);
    }
  }

  /** As helmfile writes it into the chart. */
  private static String named(byte[] metadata, ChartAdditions.Dependency dependency, String version)
      throws IOException {
    YamlNode all = Yaml.document(new String(metadata, StandardCharsets.UTF_8), METADATA);
    if (!(all instanceof MapNode map)) {
      throw new IOException("its Chart.yaml is no mapping");
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    map.entries().forEach(entry -> fields.put(entry.key().text(), entry.value()));
    List<Object> dependencies = new ArrayList<>();
    if (fields.get("dependencies") instanceof ListNode list) {
      dependencies.addAll(list.items());
    }
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("name", dependency.chart().name());
    one.put("version", version.isEmpty() || dependency.chart().isGit() ? ANY : version);
    one.put("condition", dependency.key() + ".enabled");
    if (!dependency.alias().isEmpty()) {
      one.put("alias", dependency.alias());
    }
    dependencies.add(one);
    fields.put("dependencies", dependencies);
    fields.put("apiVersion", "v2"); // the first form of charts names dependencies elsewhere
    return Yaml.write(fields);
  }

  private static Map<String, Object> defaults(ChartRef ref, Place place, Map<String, byte[]> files)
      throws IOException {
    Map<String, Object> merged = new LinkedHashMap<>();
    for (String path : ref.additions().valuesFiles()) {
      byte[] content = content(path, place, files);
      if (content.length == 0 && !files.containsKey(path)) {
        if (!ref.additions().lenient()) {
          throw new Failure(
              Failure.Kind.INPUT,
              "chart " + ref + " has no values file " + path,
              "correct valuesFiles, or say ignoreMissingValuesFiles: true");
        }
        continue;
      }
      for (YamlNode node : Yaml.parse(new String(content, StandardCharsets.UTF_8), path)) {
        if (node instanceof MapNode map) {
          merged = ReleaseValues.merge(merged, Reading.KUBERNETES.readMap(map));
        }
      }
    }
    return merged;
  }

  /** Of the chart; of a chart in a repository, counted from the repository's root. */
  private static byte[] content(String path, Place place, Map<String, byte[]> files)
      throws IOException {
    if (Files.isRegularFile(place.path())) {
      return files.getOrDefault(path, new byte[0]);
    }
    Path root = place.boundary().folder().toRealPath();
    Path file = root.resolve(path).normalize();
    return file.startsWith(root) && Files.isRegularFile(file)
        ? Files.readAllBytes(file)
        : new byte[0];
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
