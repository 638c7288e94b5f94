package dev.blackstart.rehearsal.flux;

import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.template.kustomize.SourceTree;
import java.util.Map;
import java.util.Optional;

/** What a Kustomization is built from: the source it names, and the files behind it. */
final class Artifacts {
  private static final Map<String, ResourceType> KINDS =
      Map.of(
          "GitRepository", FluxTypes.GIT,
          "OCIRepository", FluxTypes.OCI,
          "Bucket", FluxTypes.BUCKETS);

  private final Surroundings around;
  private final SourceTree tree;

  Artifacts(Surroundings around, SourceTree tree) {
    this.around = around;
    this.tree = tree;
  }

  static Key sourceOf(Resource object) {
    var reference = object.spec().path("sourceRef");
    return new Key(
        reference.path("namespace").asText(object.namespace()), reference.path("name").asText());
  }

  /**
   * The revision of a Kustomization's source; empty while it has none.
   *
   * @throws Refusal when there is no such source
   * @throws NotRehearsedException when the content is not at hand
   */
  Optional<String> revision(Resource kustomization) {
    String kind = kustomization.spec().path("sourceRef").path("kind").asText();
    ResourceType type = KINDS.get(kind);
    if (type == null) {
      throw new NotRehearsedException("content of a " + kind + " is not at hand");
    }
    Key key = sourceOf(kustomization);
    Resource source =
        around
            .informer(type)
            .get(key)
            .or(() -> around.client().find(type, key))
            .orElseThrow(
                () ->
                    new Refusal(
                        "ArtifactFailed",
                        FluxTypes.definition(type) + " \"" + key.name() + "\" not found"));
    if (type != FluxTypes.GIT || FluxStatus.isNotRehearsed(source)) {
      throw new NotRehearsedException("content of " + kind + " " + key + " is not at hand");
    }
    String revision = source.status().path("artifact").path("revision").asText();
    return revision.isEmpty() ? Optional.empty() : Optional.of(revision);
  }

  SourceTree files() {
    return tree;
  }
}
