package dev.blackstart.template.kustomize;

import dev.blackstart.template.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code kustomize build}, for what local repositories use of it: everything but plugins, remote
 * bases, vars and custom schemas, which are refused by name; Helm charts as far as a tree renders
 * them.
 */
public final class Kustomize {
  private static final String LOCAL_CONFIG = "config.kubernetes.io/local-config";

  private Kustomize() {}

  /**
   * The objects of a folder, in the order their files are named, unless {@code sortOptions} says
   * otherwise.
   *
   * @param folder path in the tree
   * @throws KustomizeProblem when the folder does not build
   */
  public static List<BuiltObject> build(SourceTree tree, String folder) {
    if (!tree.isFolder(folder)) {
      throw new KustomizeProblem(KustomizeProblem.Kind.MISSING, folder, "no such directory");
    }
    return build(
        tree,
        folder,
        KustomizationFile.find(tree, folder)
            .orElseThrow(
                () ->
                    new KustomizeProblem(
                        KustomizeProblem.Kind.MISSING,
                        folder,
                        "unable to find one of 'kustomization.yaml', 'kustomization.yml' or"
                            + " 'Kustomization' in directory")));
  }

  static List<BuiltObject> build(SourceTree tree, String folder, KustomizationFile file) {
    Target.Gathered gathered = Target.build(tree, folder, file);
    ResourceList resources = gathered.resources;
    for (Resource resource : resources.all()) {
      if (resource.hashed()) {
        String hash = GeneratedContent.hash(resource.object());
        resource.remember();
        resource.rename(resource.id().name() + "-" + hash);
      }
    }
    new NameReferences(resources, gathered.rules).update();
    resources.removeIf(Kustomize::isLocal);
    if (file.texts("buildMetadata").contains(OriginAnnotations.WANTED)) {
      resources.all().forEach(new OriginAnnotations(folder)::add);
    }
    resources.all().forEach(Kustomize::writeAnnotationsAsText);
    return SortOrder.sorted(file, resources.all()).stream()
        .map(resource -> new BuiltObject(resource.object(), resource.origin(), resource.written()))
        .toList();
  }

  private static boolean isLocal(Resource resource) {
    Object local =
        Values.asMap(Values.at(resource.object(), "metadata", "annotations")).get(LOCAL_CONFIG);
    return local != null && !local.equals("false");
  }

  private static void writeAnnotationsAsText(Resource resource) {
    if (Values.at(resource.object(), "metadata", "annotations") instanceof Map<?, ?> annotations) {
      Values.asMap(annotations).replaceAll((key, value) -> Values.scalar(value));
    }
  }

  /**
   * An object of a build.
   *
   * @param object maps, lists, strings, numbers, booleans and null
   * @param origin the file it came from, or the kustomization file that generated it
   * @param written the lines it came from; empty when it was generated
   */
  public record BuiltObject(Map<String, Object> object, String origin, Optional<YamlNode> written) {
    /** {@code file:line} where the object begins. */
    public String place() {
      return written.map(node -> node.mark().toString()).orElse(origin);
    }

    /** {@code file:line} of a field such as {@code spec.path}; of the object if set elsewhere. */
    public String place(String field) {
      return written
          .flatMap(node -> node.at(field))
          .map(node -> node.mark().toString())
          .orElse(place());
    }

    /** The same object after a change. */
    BuiltObject with(Map<String, Object> changed) {
      return new BuiltObject(changed, origin, written);
    }
  }
}
