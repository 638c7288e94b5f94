package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.cel.Plain;
import dev.blackstart.template.kustomize.FluxBuild;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import dev.blackstart.template.kustomize.KustomizeProblem;
import dev.blackstart.template.kustomize.PostBuild;
import dev.blackstart.template.kustomize.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds what a Kustomization applies: folder, substitution, owner's labels, common metadata. */
final class KustomizationBuild {
  private static final String OWNER = "kustomize.toolkit.fluxcd.io/";

  private final ApiClient client;
  private final SourceTree tree;

  KustomizationBuild(ApiClient client, SourceTree tree) {
    this.client = client;
    this.tree = tree;
  }

  /**
   * What a Kustomization applies.
   *
   * @param unread objects whose encrypted values are stood in for
   */
  record Built(List<ObjectNode> objects, List<String> unread) {}

  /**
   * The objects of a Kustomization.
   *
   * @throws Refusal when the folder is missing or does not build
   */
  Built build(Resource kustomization) {
    String path = kustomization.spec().path("path").asText("");
    Optional<String> folder = FluxBuild.folder(path);
    if (folder.filter(tree::isFolder).isEmpty()) {
      throw new Refusal(
          "ArtifactFailed",
          "kustomization path not found: stat "
              + folder.orElse(path)
              + ": no such file or directory");
    }
    EncryptedValues encrypted = new EncryptedValues(client, kustomization);
    Map<String, Object> spec = Plain.map(kustomization.spec());
    List<ObjectNode> objects = new ArrayList<>();
    List<BuiltObject> decrypted =
        build(folder.get(), spec).stream().map(encrypted::decrypted).toList();
    for (BuiltObject object : finish(kustomization, spec, decrypted)) {
      objects.add(labelled(kustomization, Plain.tree(object.object())));
    }
    return new Built(objects, encrypted.unread());
  }

  private List<BuiltObject> build(String folder, Map<String, Object> spec) {
    try {
      return FluxBuild.build(tree, folder, spec);
    } catch (KustomizeProblem problem) {
      if (problem.kind() == KustomizeProblem.Kind.ELSEWHERE) {
        throw new NotRehearsedException(problem.getMessage());
      }
      throw new Refusal("BuildFailed", "kustomize build failed: " + problem.getMessage());
    }
  }

  private List<BuiltObject> finish(
      Resource kustomization, Map<String, Object> spec, List<BuiltObject> built) {
    try {
      return PostBuild.apply(
          spec, built, reference -> variables(reference, kustomization.namespace()));
    } catch (KustomizeProblem problem) {
      String place = problem.place().isEmpty() ? "" : " (" + problem.place() + ")";
      throw new Refusal("BuildFailed", problem.what() + place);
    }
  }

  private Optional<Map<String, String>> variables(PostBuild.Reference reference, String namespace) {
    boolean secret = reference.kind().equals("Secret");
    Key key = new Key(namespace, reference.name());
    return client
        .find(secret ? ResourceType.SECRETS : ResourceType.CONFIG_MAPS, key)
        .map(
            found -> {
              Map<String, String> texts =
                  new LinkedHashMap<>(Json.texts(found.json().path("data")));
              if (secret) {
                texts.replaceAll((name, value) -> decoded(value));
              }
              return texts;
            });
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static ObjectNode labelled(Resource kustomization, ObjectNode object) {
    ObjectNode metadata = object.withObject("/metadata");
    metadata
        .withObject("/labels")
        .put(OWNER + "name", kustomization.name())
        .put(OWNER + "namespace", kustomization.namespace());
    return object;
  }
}
