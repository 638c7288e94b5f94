package dev.blackstart.template.kustomize;

import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Flux does to objects once they are built: variables, then common labels and annotations. */
public final class PostBuild {
  /** Where a {@code substituteFrom} finds its variables. */
  public interface Variables {
    /**
     * The plain values of an object in the Kustomization's namespace.
     *
     * @return empty when there is no such object
     */
    Optional<Map<String, String>> of(Reference reference);
  }

  private final Map<String, Object> spec;
  private final Variables known;

  private PostBuild(Map<String, Object> spec, Variables known) {
    this.spec = spec;
    this.known = known;
  }

  /**
   * The objects as Flux applies them, but for the labels of their owner.
   *
   * @param spec the {@code spec} of a Kustomization of kustomize.toolkit.fluxcd.io
   * @throws KustomizeProblem in the controller's words; the place is empty when none is to blame
   */
  public static List<BuiltObject> apply(
      Map<String, Object> spec, List<BuiltObject> built, Variables known) {
    PostBuild after = new PostBuild(spec, known);
    Optional<Substitution> substitution =
        built.isEmpty() ? Optional.empty() : after.substitution(built.getFirst());
    List<BuiltObject> objects = new ArrayList<>(built.size());
    for (BuiltObject object : built) {
      BuiltObject finished = substitution.map(s -> s.apply(object)).orElse(object);
      after.common(finished.object());
      objects.add(finished);
    }
    return objects;
  }

  /** What a {@code substituteFrom} of a spec names. */
  public static List<Reference> references(Map<String, Object> spec) {
    return Values.asList(Values.at(spec, "postBuild", "substituteFrom")).stream()
        .map(Values::asMap)
        .map(
            item ->
                new Reference(
                    Values.text(item, "kind"),
                    Values.text(item, "name"),
                    Boolean.TRUE.equals(item.get("optional"))))
        .toList();
  }

  /**
   * A ConfigMap or Secret that variables are taken from.
   *
   * @param optional whether Flux goes on without it
   */
  public record Reference(String kind, String name, boolean optional) {}

  private Optional<Substitution> substitution(BuiltObject first) {
    Map<String, Object> postBuild = Values.asMap(spec.get("postBuild"));
    if (postBuild.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (Reference reference : references(spec)) {
      Optional<Map<String, String>> found = known.of(reference);
      if (found.isEmpty() && !reference.optional()) {
        throw new KustomizeProblem(
            KustomizeProblem.Kind.MISSING, "", failedOn(first) + notFound(reference));
      }
      found.ifPresent(variables::putAll);
    }
    variables.putAll(Values.texts(postBuild.get("substitute")));
    if (variables.isEmpty() && !Values.text(postBuild, "substituteStrategy").equals("Always")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Substitution(variables));
    } catch (KustomizeProblem problem) {
      throw new KustomizeProblem("", failedOn(first) + problem.what());
    }
  }

  private static String notFound(Reference reference) {
    return "substitute from '"
        + reference.kind()
        + "/"
        + reference.name()
        + "' error: "
        + (reference.kind().equals("Secret") ? "secrets" : "configmaps")
        + " \""
        + reference.name()
        + "\" not found";
  }

  private static String failedOn(BuiltObject first) {
    return "post build failed for '"
        + Values.text(first.object(), "kind")
        + "/"
        + Values.text(first.object(), "metadata", "name")
        + "': ";
  }

  private void common(Map<String, Object> object) {
    for (String field : List.of("labels", "annotations")) {
      Map<String, Object> common = Values.asMap(Values.at(spec, "commonMetadata", field));
      if (!common.isEmpty()) {
        Values.child(Values.child(object, "metadata"), field).putAll(common);
      }
    }
  }
}
