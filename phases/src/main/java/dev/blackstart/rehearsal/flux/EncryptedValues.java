package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Objects encrypted by SOPS. Without the key that the Kustomization names they are refused, as in
 * life. The keys of a rehearsal are made up, so with a key the values are stood in for: what they
 * say is never known here, that they could be read is.
 */
final class EncryptedValues {
  private static final String STAND_IN = "rehearsed";

  private final boolean decrypts;

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
    boolean usable =
        secret.get().json().path("data").properties().stream()
            .anyMatch(
                entry ->
                    List.of(".agekey", ".asc").stream().anyMatch(entry.getKey()::endsWith)
                        || entry.getKey().startsWith("sops."));
    if (!usable) {
      throw new Refusal(
          "BuildFailed", "decryption failed: Secret '" + key + "' holds no .agekey and no .asc");
    }
  }

  /**
   * Takes the encryption off an object.
   *
   * @throws Refusal when it is encrypted and the Kustomization does not decrypt
   */
  void decrypt(ObjectNode object) {
    if (!object.path("sops").path("mac").isTextual()) {
      return;
    }
    if (!decrypts) {
      throw new Refusal(
          "ReconciliationFailed",
          ManagedObject.of(object)
              + " is SOPS encrypted, configuring decryption is required for this secret to be"
              + " reconciled");
    }
    object.remove("sops");
    standIn(object.path("data"), true);
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!field.getKey().equals("data")) {
        standIn(field.getValue(), false);
      }
    }
  }

  private static void standIn(JsonNode node, boolean base64) {
    List<String> encrypted = new ArrayList<>();
    node.properties()
        .forEach(
            field -> {
              if (field.getValue().asText().startsWith("ENC[")) {
                encrypted.add(field.getKey());
              } else {
                standIn(field.getValue(), base64);
              }
            });
    byte[] bytes = STAND_IN.getBytes(StandardCharsets.UTF_8);
    String text = base64 ? Base64.getEncoder().encodeToString(bytes) : STAND_IN;
    encrypted.forEach(field -> ((ObjectNode) node).put(field, text));
    if (node.isArray()) {
      node.forEach(item -> standIn(item, base64));
    }
  }
}
