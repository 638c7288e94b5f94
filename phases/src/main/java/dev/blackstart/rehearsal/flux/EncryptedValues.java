package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.cel.Plain;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import dev.blackstart.template.sops.AgeKeys;
import dev.blackstart.template.sops.SopsFile;
import dev.blackstart.template.sops.SopsProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Objects encrypted by SOPS, decrypted with the key the Kustomization names, as in life: without
 * one, or with the wrong one, they are refused. When that key is one a rehearsal made up, or none
 * that is read in process, the values are stood in for, and the Kustomization counts as not
 * rehearsed.
 */
final class EncryptedValues {
  private static final String STAND_IN = "rehearsed";

  private final boolean decrypts;
  private final List<String> unread = new ArrayList<>();
  private AgeKeys keys = AgeKeys.NONE;

  /**
   * Looks for the key.
   *
   * @throws Refusal when the Kustomization names one that is not there
   */
  EncryptedValues(ApiClient client, Resource kustomization) {
    JsonNode decryption = kustomization.spec().path("decryption");
    this.decrypts = decryption.path("provider").asText().equals("sops");
    String name = decryption.path("secretRef").path("name").asText();
    if (!decrypts || name.isEmpty()) {
      return;
    }
    Key key = new Key(kustomization.namespace(), name);
    Optional<Resource> secret = client.find(ResourceType.SECRETS, key);
    if (secret.isEmpty()) {
      throw new Refusal(
          "BuildFailed",
          "cannot get decryption Secret '" + key + "': secrets \"" + name + "\" not found");
    }
    boolean usable = false;
    for (Map.Entry<String, JsonNode> entry : secret.get().json().path("data").properties()) {
      if (entry.getKey().endsWith(".agekey")) {
        keys = keys.and(AgeKeys.parse(decoded(entry.getValue().asText())));
      }
      usable |=
          List.of(".agekey", ".asc").stream().anyMatch(entry.getKey()::endsWith)
              || entry.getKey().startsWith("sops.");
    }
    if (!usable) {
      throw new Refusal(
          "BuildFailed", "decryption failed: Secret '" + key + "' holds no .agekey and no .asc");
    }
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  /** The objects whose values are stood in for. */
  List<String> unread() {
    return unread;
  }

  /** What a Kustomization with such objects says of itself. */
  static String notRehearsed(List<String> objects) {
    return "encrypted for a key the rehearsal does not have: " + String.join(", ", objects);
  }

  /**
   * The object without its encryption, before variables are put into it.
   *
   * @throws Refusal when it is encrypted and the Kustomization does not decrypt, or cannot
   */
  BuiltObject decrypted(BuiltObject built) {
    ObjectNode object = Plain.tree(built.object());
    if (!object.path("sops").path("mac").isTextual()) {
      return built;
    }
    String name = ManagedObject.of(object).toString();
    if (!decrypts) {
      throw new Refusal(
          "ReconciliationFailed",
          name
              + " is SOPS encrypted, configuring decryption is required for this secret to be"
              + " reconciled");
    }
    return new BuiltObject(plain(built.object(), name), built.origin(), built.written());
  }

  private Map<String, Object> plain(Map<String, Object> object, String name) {
    if (!keys.isEmpty()) {
      try {
        return SopsFile.decryptObject(object, keys).orElse(object);
      } catch (SopsProblem problem) {
        if (problem.kind() != SopsProblem.Kind.PROGRAM) {
          throw new Refusal(
              "BuildFailed", "decryption failed for '" + name + "': " + problem.getMessage());
        }
      }
    }
    unread.add(name);
    byte[] bytes = STAND_IN.getBytes(StandardCharsets.UTF_8);
    return SopsFile.replacedObject(
        object,
        path -> path.startsWith("data/") ? Base64.getEncoder().encodeToString(bytes) : STAND_IN);
  }
}
