package dev.blackstart.repository.argo;

import static dev.blackstart.template.argo.Fields.text;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.template.argo.Fields;
import dev.blackstart.template.kustomize.SourceTree;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The charts that the kustomizations of an Application name. */
record HelmCharts(Application application, SourceTree tree) {
  private static final List<String> FILES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  /** The entries of {@code helmCharts} of a folder's own kustomization, with its file. */
  static Stream<Entry> of(SourceTree tree, String folder) {
    return FILES.stream()
        .map(name -> folder.isEmpty() ? name : folder + "/" + name)
        .filter(tree::isFile)
        .flatMap(file -> entries(tree, file));
  }

  /** A chart a kustomization names. */
  record Entry(String file, Map<String, Object> chart) {
    String name() {
      return text(chart, "name");
    }
  }

  private static Stream<Entry> entries(SourceTree tree, String file) {
    try {
      List<YamlNode> documents = tree.documents(file);
      Object value = documents.isEmpty() ? null : Reading.KUBERNETES.read(documents.getFirst());
      return Fields.list(Fields.map(value).get("helmCharts")).stream()
          .map(each -> new Entry(file, Fields.map(each)));
    } catch (YamlProblem broken) {
      return Stream.empty();
    }
  }

  /** The releases of a chart. */
  Stream<Release> releases(String chart) {
    return application.folders().stream()
        .map(Application::path)
        .filter(tree::isFolder)
        .flatMap(folder -> of(tree, folder))
        .filter(entry -> entry.name().equals(chart))
        .map(this::release);
  }

  private Release release(Entry entry) {
    Map<String, Object> chart = entry.chart();
    String folder = entry.file().substring(0, Math.max(0, entry.file().lastIndexOf('/')));
    List<String> inputs = new ArrayList<>(List.of(entry.file()));
    List<ValuesDocument> values = new ArrayList<>();
    Stream.concat(
            Stream.of(text(chart, "valuesFile")),
            Fields.list(chart.get("additionalValuesFiles")).stream().map(String::valueOf))
        .map(name -> folder.isEmpty() ? name : folder + "/" + name.replaceFirst("^\\./", ""))
        .filter(tree::isFile)
        .forEach(
            file -> {
              inputs.add(file);
              values.add(
                  new ValuesDocument(file, new String(tree.read(file), StandardCharsets.UTF_8)));
            });
    if (chart.get("valuesInline") instanceof Map<?, ?> inline) {
      values.add(new ValuesDocument(entry.file() + " (valuesInline)", Yaml.write(inline)));
    }
    String repository = text(chart, "repo");
    String name = text(chart, "releaseName");
    String namespace = text(chart, "namespace");
    return new Release(
        name.isEmpty() ? entry.name() : name,
        namespace.isEmpty() ? application.destination() : namespace,
        repository.startsWith("oci://")
            ? ChartRef.oci(repository + "/" + entry.name(), text(chart, "version"))
            : new ChartRef(entry.name(), repository, text(chart, "version")),
        values,
        List.of(),
        List.of(),
        List.copyOf(inputs),
        new Place(entry.file(), 0));
  }
}
