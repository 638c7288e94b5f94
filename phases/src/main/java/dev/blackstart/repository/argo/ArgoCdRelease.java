package dev.blackstart.repository.argo;

import static dev.blackstart.template.argo.Fields.text;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.repository.helmfile.SetValues;
import dev.blackstart.template.argo.Fields;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The release that an Application's chart amounts to: what Argo CD will find when it comes to
 * manage itself, from the same chart and the same values.
 */
final class ArgoCdRelease {
  private final Function<String, Optional<String>> files;

  /**
   * @param files the text of a file of the repository, when it is there
   */
  ArgoCdRelease(Function<String, Optional<String>> files) {
    this.files = files;
  }

  /** The release; absent when the Application has no chart. */
  Optional<Release> of(Application application) {
    return application.chart().map(source -> release(application, source));
  }

  private Release release(Application application, Map<String, Object> source) {
    Map<String, Object> helm = Fields.map(source.get("helm"));
    String name = text(helm, "releaseName");
    List<String> inputs = new ArrayList<>(List.of(application.written().origin()));
    List<ValuesDocument> values = new ArrayList<>();
    named(application, helm)
        .forEach(
            path ->
                files
                    .apply(path)
                    .ifPresent(
                        text -> {
                          values.add(new ValuesDocument(path, text));
                          inputs.add(path);
                        }));
    values.addAll(inline(application, helm));
    return new Release(
        name.isEmpty() ? application.name() : name,
        application.destination(),
        chart(source),
        values,
        List.of(),
        List.of(),
        List.copyOf(inputs),
        application.at());
  }

  /** A repository without a scheme is a registry. */
  private static ChartRef chart(Map<String, Object> source) {
    String repository = text(source, "repoURL");
    String chart = text(source, "chart");
    String version = text(source, "targetRevision");
    return repository.startsWith("https://") || repository.startsWith("http://")
        ? new ChartRef(chart, repository, version)
        : ChartRef.oci("oci://" + repository.replaceFirst("^oci://", "") + "/" + chart, version);
  }

  /** Values files of another source: {@code $ref/path}, where the reference is a folder of Git. */
  private static List<String> named(Application application, Map<String, Object> helm) {
    List<String> refs =
        application.sources().stream()
            .map(source -> text(source, "ref"))
            .filter(ref -> !ref.isEmpty())
            .toList();
    List<String> paths = new ArrayList<>();
    if (helm.get("valueFiles") instanceof List<?> list) {
      for (Object each : list) {
        String path = String.valueOf(each);
        refs.stream()
            .filter(ref -> path.startsWith("$" + ref + "/"))
            .findFirst()
            .ifPresent(ref -> paths.add(path.substring(ref.length() + 2)));
      }
    }
    return paths;
  }

  /** As Argo CD ranks them: an object hides the text, parameters win over both. */
  private static List<ValuesDocument> inline(Application application, Map<String, Object> helm) {
    List<ValuesDocument> values = new ArrayList<>();
    String at = application.at().toString();
    if (helm.get("valuesObject") instanceof Map<?, ?> object) {
      values.add(new ValuesDocument(at + " (valuesObject)", Yaml.write(object)));
    } else if (!text(helm, "values").isEmpty()) {
      values.add(new ValuesDocument(at + " (values)", text(helm, "values")));
    }
    parameters(helm, at).ifPresent(values::add);
    return values;
  }

  private static Optional<ValuesDocument> parameters(Map<String, Object> helm, String at) {
    List<Object> typed = new ArrayList<>();
    List<Object> texts = new ArrayList<>();
    if (helm.get("parameters") instanceof List<?> list) {
      for (Object each : list) {
        Map<String, Object> parameter = Fields.map(each);
        boolean forced = text(parameter, "forceString").equals("true");
        (forced ? texts : typed)
            .add(Map.of("name", text(parameter, "name"), "value", text(parameter, "value")));
      }
    }
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("set", typed);
    set.put("setString", texts);
    return new SetValues(ScalarNode::text, ScalarNode::text)
        .read((MapNode) Yaml.document(Yaml.write(set), at))
        .map(layer -> new ValuesDocument(at + " (parameters)", layer.yaml()));
  }
}
