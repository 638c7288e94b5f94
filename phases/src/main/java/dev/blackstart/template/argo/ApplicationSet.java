package dev.blackstart.template.argo;

import dev.blackstart.template.TemplateProblem;
import dev.blackstart.template.kustomize.KustomizeProblem;
import dev.blackstart.template.kustomize.SourceTree;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Applications that follow from an ApplicationSet (Argo CD 2.6 to 3.x). */
public final class ApplicationSet {
  private static final String FINALIZER = "resources-finalizer.argocd.argoproj.io";

  private final Map<String, Object> metadata;
  private final Map<String, Object> spec;
  private final Rendered rendered;
  private final Generators generators;

  private ApplicationSet(Map<String, Object> object, SourceTree tree) {
    this.metadata = Fields.map(object.get("metadata"));
    this.spec = Fields.map(object.get("spec"));
    this.rendered = new Rendered(Fields.text(metadata, "name"), spec);
    this.generators = new Generators(tree, rendered);
  }

  /** The generators Argo CD asks, by their names, such as {@code git}. */
  public static List<String> generators(Map<String, Object> object) {
    return Fields.list(Fields.map(object.get("spec")).get("generators")).stream()
        .flatMap(each -> Fields.map(each).keySet().stream())
        .distinct()
        .toList();
  }

  /**
   * Its Applications.
   *
   * @param object the ApplicationSet
   * @param tree the Git repository its generators look into
   * @throws ApplicationSetProblem when it is broken, or asks what is not in the repository
   */
  public static List<Map<String, Object>> applications(
      Map<String, Object> object, SourceTree tree) {
    try {
      return new ApplicationSet(object, tree).applications();
    } catch (TemplateProblem | KustomizeProblem | YamlProblem problem) {
      throw new ApplicationSetProblem(problem.getMessage());
    }
  }

  private List<Map<String, Object>> applications() {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    for (Object each : Fields.list(spec.get("generators"))) {
      Map<String, Object> generator = Fields.map(each);
      Map<String, Object> template = template(generator);
      for (Map<String, Object> parameters : generators.of(generator, Map.of())) {
        Map<String, Object> application = application(template, parameters);
        String name = Fields.text(application, "metadata", "name");
        if (name.isEmpty()) {
          throw new ApplicationSetProblem("its template gives an Application no name");
        }
        if (all.put(name, application) != null) {
          throw new ApplicationSetProblem(
              "ApplicationSet "
                  + Fields.text(metadata, "name")
                  + " contains applications with duplicate name: "
                  + name);
        }
      }
    }
    return new ArrayList<>(all.values());
  }

  /** A generator's own template counts before that of the set. */
  private Map<String, Object> template(Map<String, Object> generator) {
    Map<String, Object> template = Fields.map(spec.get("template"));
    for (Object kind : generator.values()) {
      template = Fields.merged(template, Fields.map(Fields.map(kind).get("template")));
    }
    return template;
  }

  private Map<String, Object> application(
      Map<String, Object> template, Map<String, Object> parameters) {
    Map<String, Object> application = new LinkedHashMap<>();
    application.put("apiVersion", "argoproj.io/v1alpha1");
    application.put("kind", "Application");
    application.putAll(Fields.map(rendered.all(template, parameters)));
    String patch = Fields.text(spec, "templatePatch");
    if (!patch.isBlank()) {
      String text = rendered.text(patch, parameters);
      if (!text.isBlank()) {
        application =
            Fields.patched(
                application,
                Fields.map(Reading.KUBERNETES.read(Yaml.document(text, "templatePatch"))));
      }
    }
    Map<String, Object> named = Fields.map(application.get("metadata"));
    if (metadata.get("namespace") != null) {
      named.put("namespace", metadata.get("namespace"));
    }
    boolean preserves =
        Fields.text(spec, "syncPolicy", "preserveResourcesOnDeletion").equals("true");
    if (!preserves && Fields.list(named.get("finalizers")).isEmpty()) {
      named.put("finalizers", List.of(FINALIZER));
    }
    application.put("metadata", named);
    return application;
  }
}
