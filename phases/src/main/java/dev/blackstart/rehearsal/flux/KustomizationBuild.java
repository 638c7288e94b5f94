package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.flux.health.Plain;
import dev.blackstart.template.kustomize.FluxBuild;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import dev.blackstart.template.kustomize.KustomizeProblem;
import dev.blackstart.template.kustomize.SourceTree;
import dev.blackstart.template.kustomize.Substitution;
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
   * The objects of a Kustomization.
   *
   * @throws Refusal when the folder is missing or does not build
   */
  List<ObjectNode> build(Resource kustomization) {
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
    try {
      List<BuiltObject> built =
          FluxBuild.build(tree, folder.get(), Plain.map(kustomization.spec()));
      return finish(kustomization, encrypted, built);
    } catch (KustomizeProblem problem) {
      throw new Refusal("BuildFailed", "kustomize build failed: " + problem.getMessage());
    }
  }

  private List<ObjectNode> finish(
      Resource kustomization, EncryptedValues encrypted, List<BuiltObject> built) {
    Optional<Substitution> substitution = Optional.empty();
    if (!built.isEmpty() && kustomization.spec().has("postBuild")) {
      substitution = substitution(kustomization, built.getFirst());
    }
    List<ObjectNode> objects = new ArrayList<>();
    for (BuiltObject object : built) {
      BuiltObject substituted = object;
      if (substitution.isPresent()) {
        try {
          substituted = substitution.get().apply(object);
        } catch (KustomizeProblem problem) {
          throw new Refusal("BuildFailed", problem.what() + " (" + problem.place() + ")");
        }
      }
      ObjectNode node = Plain.tree(substituted.object());
      encrypted.decrypt(node);
      objects.add(labelled(kustomization, node));
    }
    return objects;
  }

  private Optional<Substitution> substitution(Resource kustomization, BuiltObject first) {
    JsonNode postBuild = kustomization.spec().path("postBuild");
    Map<String, String> variables = new LinkedHashMap<>();
    for (JsonNode reference : postBuild.path("substituteFrom")) {
      variables.putAll(variablesOf(reference, kustomization.namespace(), first));
    }
    variables.putAll(Json.texts(postBuild.path("substitute")));
    boolean always = postBuild.path("substituteStrategy").asText().equals("Always");
    if (variables.isEmpty() && !always) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Substitution(variables));
    } catch (KustomizeProblem problem) {
      throw new Refusal("BuildFailed", failedOn(first) + problem.what());
    }
  }

  private Map<String, String> variablesOf(JsonNode reference, String namespace, BuiltObject first) {
    boolean secret = reference.path("kind").asText().equals("Secret");
    String name = reference.path("name").asText();
    Optional<Resource> found =
        client.find(
            secret ? ResourceType.SECRETS : ResourceType.CONFIG_MAPS, new Key(namespace, name));
    if (found.isEmpty() && !reference.path("optional").asBoolean()) {
      throw new Refusal(
          "BuildFailed",
          failedOn(first)
              + "substitute from '"
              + reference.path("kind").asText()
              + "/"
              + name
              + "' error: "
              + (secret ? "secrets" : "configmaps")
              + " \""
              + name
              + "\" not found");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    found.ifPresent(object -> texts.putAll(Json.texts(object.json().path("data"))));
    if (secret) {
      texts.replaceAll(
          (key, value) -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
    }
    return texts;
  }

  private static String failedOn(BuiltObject first) {
    Object metadata = first.object().get("metadata");
    Object name = metadata instanceof Map<?, ?> map ? map.get("name") : "";
    return "post build failed for '" + first.object().get("kind") + "/" + name + "': ";
  }

  private static ObjectNode labelled(Resource kustomization, ObjectNode object) {
    ObjectNode metadata = object.withObject("/metadata");
    JsonNode common = kustomization.spec().path("commonMetadata");
    common
        .path("labels")
        .properties()
        .forEach(label -> metadata.withObject("/labels").set(label.getKey(), label.getValue()));
    common
        .path("annotations")
        .properties()
        .forEach(note -> metadata.withObject("/annotations").set(note.getKey(), note.getValue()));
    metadata
        .withObject("/labels")
        .put(OWNER + "name", kustomization.name())
        .put(OWNER + "namespace", kustomization.namespace());
    return object;
  }
}
