package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.cel.Plain;
import dev.blackstart.template.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of a HelmRelease in layers: those it takes from elsewhere, then its own. */
final class ReleaseValues {
  private final ApiClient client;

  ReleaseValues(ApiClient client) {
    this.client = client;
  }

  /**
   * The layers in order, later wins.
   *
   * @throws Refusal when a reference leads nowhere
   */
  List<ValuesDocument> of(Resource release) {
    List<ValuesDocument> layers = new ArrayList<>();
    for (JsonNode reference : release.spec().path("valuesFrom")) {
      layer(release, reference).ifPresent(layers::add);
    }
    JsonNode own = release.spec().path("values");
    if (own.isObject() && !own.isEmpty()) {
      layers.add(new ValuesDocument("HelmRelease " + release.key(), Yaml.write(Plain.map(own))));
    }
    return layers;
  }

  private Optional<ValuesDocument> layer(Resource release, JsonNode reference) {
    String kind = reference.path("kind").asText();
    boolean secret = kind.equals("Secret");
    Key key = new Key(release.namespace(), reference.path("name").asText());
    String entry = reference.path("valuesKey").asText("values.yaml");
    boolean optional = reference.path("optional").asBoolean();
    String origin = kind + " " + key + " " + entry;
    Optional<Resource> found =
        client.find(secret ? ResourceType.SECRETS : ResourceType.CONFIG_MAPS, key);
    if (found.isEmpty()) {
      if (optional) {
        return Optional.empty();
      }
      throw refusal(
          kind,
          key,
          entry,
          (secret ? "secrets" : "configmaps") + " \"" + key.name() + "\" not found");
    }
    JsonNode value = found.get().json().path("data").path(entry);
    if (value.isMissingNode()) {
      if (optional) {
        return Optional.empty();
      }
      throw refusal(kind, key, entry, "key not found");
    }
    String text =
        secret
            ? new String(Base64.getDecoder().decode(value.asText()), StandardCharsets.UTF_8)
            : value.asText();
    String path = reference.path("targetPath").asText();
    return Optional.of(
        new ValuesDocument(origin, path.isEmpty() ? text : Yaml.write(nested(path, text))));
  }

  private static Refusal refusal(String kind, Key key, String entry, String why) {
    return new Refusal(
        "ValuesError",
        "could not resolve "
            + kind
            + " chart values reference '"
            + key
            + "' with key '"
            + entry
            + "': "
            + why);
  }

  /** A value at a path such as {@code a.b[0].c}; a dot after a backslash belongs to the key. */
  private static Map<String, Object> nested(String path, String text) {
    Object value = typed(text);
    List<String> steps = List.of(path.split("(?<!\\\\)\\."));
    for (String step : steps.reversed()) {
      String key = step.replace("\\.", ".");
      while (key.endsWith("]") && key.contains("[")) {
        int open = key.lastIndexOf('[');
        value = new ArrayList<>(List.of(value));
        key = key.substring(0, open);
      }
      Map<String, Object> map = new LinkedHashMap<>();
      map.put(key, value);
      value = map;
    }
    @SuppressWarnings("unchecked") // the last step has just made it
    Map<String, Object> nested = (Map<String, Object>) value;
    return nested;
  }

  /** Helm's {@code --set}: words for truth, null and whole numbers are no text; quotes are. */
  private static Object typed(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        if (text.matches("0|-?[1-9][0-9]{0,17}")) {
          yield Long.parseLong(text);
        }
        boolean quoted = text.length() > 1 && text.matches("(?s)\".*\"|'.*'");
        yield quoted ? text.substring(1, text.length() - 1) : text;
      }
    };
  }
}
