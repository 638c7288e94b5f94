package dev.blackstart.rehearsal.argo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.flux.WorkingTree;
import dev.blackstart.template.argo.Fields;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The release that a chart among an Application's sources is rendered as. */
final class ChartValues {
  private final WorkingTree tree;

  ChartValues(WorkingTree tree) {
    this.tree = tree;
  }

  /**
   * A chart among the sources.
   *
   * @param folder where it lies in the tree; empty for one of a repository
   */
  Release release(Resource application, JsonNode source, String folder) {
    JsonNode helm = source.path("helm");
    String where = "Application " + application.key();
    List<ValuesDocument> values = new ArrayList<>();
    for (JsonNode file : helm.path("valueFiles")) {
      // $ref/path: the reference is a folder of Git, and there is but one tree in this world.
      String text = file.asText();
      String path =
          text.startsWith("$")
              ? text.replaceFirst("^\\$[^/]+/", "")
              : text.startsWith("/") ? text.substring(1) : below(folder, text);
      if (tree.isFile(path)) {
        values.add(document(path));
      } else if (!helm.path("ignoreMissingValueFiles").asBoolean()
          && (text.startsWith("$") || !folder.isEmpty())) {
        throw new Refused(
            "ComparisonError",
            "Failed to load target state: failed to generate manifest for source 1 of 1: rpc"
                + " error: code = Unknown desc = open "
                + path
                + ": no such file or directory");
      }
    }
    if (helm.path("valuesObject").isObject()) {
      values.add(new ValuesDocument(where, helm.path("valuesObject").toString()));
    } else if (!helm.path("values").asText().isEmpty()) {
      values.add(new ValuesDocument(where, helm.path("values").asText()));
    }
    if (!helm.path("parameters").isEmpty()) {
      values.add(new ValuesDocument(where, Yaml.write(parameters(helm.path("parameters")))));
    }
    return new Release(
        helm.path("releaseName").asText(application.name()),
        application.spec().path("destination").path("namespace").asText("default"),
        folder.isEmpty() ? chart(source) : new ChartRef(tree.path(folder), "", ""),
        values,
        List.of(),
        List.of(),
        List.of(),
        new Place(where, 0));
  }

  /**
   * A chart that a kustomization names.
   *
   * @param chart an entry of {@code helmCharts}
   * @param folder of the kustomization
   */
  Release release(Resource application, Map<String, Object> chart, String folder) {
    List<ValuesDocument> values = new ArrayList<>();
    List<Object> files = new ArrayList<>();
    files.add(Fields.text(chart, "valuesFile"));
    files.addAll(Fields.list(chart.get("additionalValuesFiles")));
    files.stream()
        .map(file -> below(folder, String.valueOf(file)))
        .filter(tree::isFile)
        .forEach(file -> values.add(document(file)));
    if (chart.get("valuesInline") instanceof Map<?, ?> inline) {
      values.add(new ValuesDocument(folder, Yaml.write(inline)));
    }
    String name = Fields.text(chart, "name");
    String given = Fields.text(chart, "releaseName");
    String namespace = Fields.text(chart, "namespace");
    String repository = Fields.text(chart, "repo");
    String version = Fields.text(chart, "version");
    return new Release(
        given.isEmpty() ? name : given,
        namespace.isEmpty() ? Syncing.destination(application) : namespace,
        repository.startsWith("oci://")
            ? ChartRef.oci(repository + "/" + name, version)
            : new ChartRef(name, repository, version),
        values,
        List.of(),
        List.of(),
        List.of(),
        new Place(folder, 0));
  }

  private static String below(String folder, String file) {
    return Path.of(folder).resolve(file).normalize().toString();
  }

  private ValuesDocument document(String path) {
    return new ValuesDocument(path, new String(tree.read(path), StandardCharsets.UTF_8));
  }

  private static ChartRef chart(JsonNode source) {
    String repository = source.path("repoURL").asText();
    String chart = source.path("chart").asText();
    String version = source.path("targetRevision").asText();
    return repository.contains("://") && !repository.startsWith("oci://")
        ? new ChartRef(chart, repository, version)
        : ChartRef.oci("oci://" + repository.replaceFirst("^oci://", "") + "/" + chart, version);
  }

  private static Map<String, Object> parameters(JsonNode parameters) {
    Map<String, Object> root = new LinkedHashMap<>();
    for (JsonNode parameter : parameters) {
      String name = parameter.path("name").asText();
      if (name.contains("[")) {
        throw new Refused(Status.NOT_REHEARSED, "a parameter that sets an item of a list: " + name);
      }
      String text = parameter.path("value").asText();
      Object value =
          parameter.path("forceString").asBoolean()
              ? text
              : Reading.KUBERNETES.read(Yaml.document(text, name));
      set(root, List.of(name.split("(?<!\\\\)\\.", -1)), value);
    }
    return root;
  }

  @SuppressWarnings("unchecked")
  private static void set(Map<String, Object> root, List<String> path, Object value) {
    Map<String, Object> here = root;
    for (String key : path.subList(0, path.size() - 1)) {
      here =
          (Map<String, Object>)
              here.compute(
                  key.replace("\\.", "."),
                  (any, old) -> old instanceof Map<?, ?> ? old : new LinkedHashMap<>());
    }
    here.put(path.getLast().replace("\\.", "."), value);
  }
}
