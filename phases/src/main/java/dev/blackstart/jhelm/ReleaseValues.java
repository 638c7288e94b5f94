package dev.blackstart.jhelm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.Failure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values a release is installed with: layers, later wins, maps merged key by key. */
final class ReleaseValues {
  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private ReleaseValues() {}

  /**
   * @throws Failure INPUT naming the layer that is no mapping
   */
  static Map<String, Object> of(Release release) {
    Map<String, Object> merged = new LinkedHashMap<>();
    for (ValuesDocument layer : release.values()) {
      merged = merge(merged, read(layer));
    }
    return merged;
  }

  private static Map<String, Object> read(ValuesDocument layer) {
    try {
      List<YamlNode> documents = Yaml.parse(layer.yaml(), layer.origin());
      if (documents.isEmpty()) {
        return Map.of();
      }
      if (documents.size() == 1 && documents.getFirst() instanceof MapNode map) {
        return Reading.KUBERNETES.readMap(map);
      }
      throw new Failure(
          Failure.Kind.INPUT,
          layer.origin() + ": values must be one YAML mapping",
          "write them as keys and values");
    } catch (YamlProblem problem) {
      throw new Failure(
          Failure.Kind.INPUT, problem.getMessage(), "correct the YAML of these values", problem);
    }
  }

  /** Helm's way to put one values file over another: null stays, lists are replaced. */
  static Map<String, Object> merge(Map<String, Object> under, Map<String, Object> over) {
    Map<String, Object> merged = new LinkedHashMap<>(under);
    over.forEach(
        (key, value) ->
            merged.put(
                key,
                value instanceof Map<?, ?> upper && under.get(key) instanceof Map<?, ?> lower
                    ? merge(map(lower), map(upper))
                    : value));
    return merged;
  }

  /**
   * SHA-256 of values without their form: keys sorted, numbers as Helm's JSON storage has them,
   * which is double precision.
   */
  static String digest(Map<String, Object> values) {
    try {
      byte[] canonical =
          SORTED.writeValueAsString(canonical(values)).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("values that cannot be digested", e);
    }
  }

  private static Object canonical(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, child) -> copy.put(String.valueOf(key), canonical(child)));
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(child -> copy.add(canonical(child)));
        yield copy;
      }
      case Number number -> number.doubleValue();
      case null -> null;
      default -> value;
    };
  }

  @SuppressWarnings("unchecked") // keys of a read document are strings
  private static Map<String, Object> map(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }
}
