package dev.blackstart.rehearsal.argo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.template.kustomize.SourceTree;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The release that a chart among an Application's sources is rendered as. */
final class ChartValues {
  private final SourceTree tree;

  ChartValues(SourceTree tree) {
    this.tree = tree;
  }

  Release release(Resource application, JsonNode source) {
    JsonNode helm = source.path("helm");
    String where = "Application " + application.key();
    List<ValuesDocument> values = new ArrayList<>();
    for (JsonNode file : helm.path("valueFiles")) {
      // $ref/path: the reference is a folder of Git, and there is but one tree in this world.
      String path = file.asText().replaceFirst("^\\$[^/]+/", "");
      if (file.asText().startsWith("$") && tree.isFile(path)) {
        values.add(new ValuesDocument(path, new String(tree.read(path), StandardCharsets.UTF_8)));
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
        chart(source),
        values,
        List.of(),
        List.of(),
        List.of(),
        new Place(where, 0));
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
