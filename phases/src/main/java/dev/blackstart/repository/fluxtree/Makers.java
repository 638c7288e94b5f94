package dev.blackstart.repository.fluxtree;

import dev.blackstart.template.kustomize.SourceTree;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects that other objects make, and those of folders that do not build: both may be there. */
final class Makers {
  private static final String OPERATOR = "fluxcd.controlplane.io";
  private static final List<String> NAMED =
      List.of(
          "Namespace",
          "Kustomization",
          "HelmRelease",
          "GitRepository",
          "OCIRepository",
          "HelmRepository",
          "HelmChart",
          "Bucket",
          "ConfigMap",
          "Secret");

  private Makers() {}

  /** Remembers what an object will make in the cluster. */
  static void look(Contents contents, ObjectKey key, Map<String, Object> object) {
    if (key.is(OPERATOR, "ResourceSet")) {
      for (Map<String, Object> resource : Fields.maps(object, "spec", "resources")) {
        String name = Fields.text(resource, "metadata", "name").replaceAll("<<.*?>>", "*");
        contents.mayBring(Fields.text(resource, "kind"), name, Optional.empty());
      }
      if (!Fields.text(object, "spec", "resourcesTemplate").isEmpty()) {
        NAMED.forEach(kind -> contents.mayBring(kind, "*", Optional.empty()));
      }
    } else if (key.is("source.extensions.fluxcd.io", "ArtifactGenerator")) {
      for (Map<String, Object> artifact : Fields.maps(object, "spec", "artifacts")) {
        contents.mayBring("ExternalArtifact", Fields.text(artifact, "name"), Optional.empty());
      }
    } else if (key.is("external-secrets.io", "ClusterExternalSecret")) {
      // which namespaces get one is decided by their labels
      String name = Fields.text(object, "spec", "externalSecretSpec", "target", "name");
      String made = Fields.or(Fields.text(object, "spec", "externalSecretName"), key.name());
      contents.mayBring("Secret", Fields.or(name, made), Optional.empty());
    } else if (key.is(OPERATOR, "FluxInstance")) {
      Map<String, Object> sync = Fields.map(object, "spec", "sync");
      String name = Fields.or(Fields.text(sync, "name"), key.namespace());
      String kind = Fields.or(Fields.text(sync, "kind"), "GitRepository");
      contents.mayBring(kind, name, Optional.empty());
      contents.mayBring("Kustomization", name, Optional.empty());
    }
  }

  /** Remembers what the files of a folder that does not build hold. */
  static void guess(Contents contents, SourceTree tree, String folder, Reconciliation owner) {
    for (String name : tree.names(folder)) {
      String path = folder.isEmpty() ? name : folder + "/" + name;
      if (tree.isFolder(path)) {
        guess(contents, tree, path, owner);
      } else if (tree.isFile(path) && (name.endsWith(".yaml") || name.endsWith(".yml"))) {
        documents(tree, path)
            .forEach(
                document -> {
                  Optional<String> kind = document.text("kind").filter(NAMED::contains);
                  Optional<String> called = document.text("metadata.name");
                  if (kind.isPresent() && called.isPresent()) {
                    contents.mayBring(kind.get(), called.get(), Optional.of(owner));
                  }
                });
      }
    }
  }

  private static List<YamlNode> documents(SourceTree tree, String path) {
    try {
      return tree.documents(path);
    } catch (YamlProblem unreadable) {
      return List.of();
    }
  }
}
