package dev.blackstart.jhelm;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.world.Charts.Deployed;
import dev.blackstart.world.Charts.Unfinished;
import dev.blackstart.world.KubeObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * One revision of a release as Helm 3 keeps it: a Secret of type {@code helm.sh/release.v1} whose
 * {@code release} is JSON, gzipped, in base64, in the base64 of every Secret (Helm 3, {@code
 * pkg/storage/driver}).
 */
final class ReleaseRecord {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private static final Pattern PACKED =
      Pattern.compile("H4sI(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");

  private ReleaseRecord() {}

  /**
   * @throws IOException when it is not what Helm writes
   */
  static Deployed read(KubeObject secret) throws IOException {
    JsonNode release = payload(secret.text("data", "release"));
    String namespace = release.path("namespace").asText(secret.namespace());
    JsonNode chart = release.path("chart").path("metadata");
    JsonNode config = release.path("config");
    Map<String, Object> values = config.isObject() ? JSON.convertValue(config, MAP) : Map.of();
    return new Deployed(
        namespace,
        release.path("name").asText(),
        release.path("version").asInt(),
        release.path("info").path("status").asText(),
        chart.path("name").asText(),
        chart.path("version").asText(),
        ReleaseValues.digest(values),
        objects(release.path("manifest").asText(), namespace));
  }

  /**
   * The record of a Helm that did not come to its end. A hook that runs has {@code last_run}
   * without the time it was completed: Helm writes it down before it makes the hook's object.
   *
   * @throws IOException when it is not what Helm writes
   */
  static Unfinished unfinished(KubeObject secret) throws IOException {
    JsonNode release = payload(secret.text("data", "release"));
    String namespace = release.path("namespace").asText(secret.namespace());
    JsonNode info = release.path("info");
    List<KubeObject.Ref> begun = new ArrayList<>();
    for (JsonNode hook : release.path("hooks")) {
      JsonNode last = hook.path("last_run");
      boolean ended = time(last.path("completed_at")).isPresent();
      if (time(last.path("started_at")).isPresent() && !ended) {
        begun.addAll(objects(hook.path("manifest").asText(), namespace));
      }
    }
    return new Unfinished(
        release.path("version").asInt(),
        info.path("status").asText(),
        time(info.path("last_deployed")),
        begun);
  }

  /** Absent where Helm writes an empty text or the year 1. */
  private static Optional<Instant> time(JsonNode written) {
    try {
      return Optional.of(OffsetDateTime.parse(written.asText()).toInstant())
          .filter(time -> time.isAfter(Instant.EPOCH));
    } catch (DateTimeParseException unset) {
      return Optional.empty();
    }
  }

  /**
   * The objects of the revision, whole.
   *
   * @throws IOException when it is not what Helm writes
   */
  static List<KubeObject> manifest(KubeObject secret) throws IOException {
    String manifest = payload(secret.text("data", "release")).path("manifest").asText();
    return ChartCrds.objects(manifest, secret.ref().toString());
  }

  /**
   * The same of a record on its way to the server, as Helm 3.19 and later send it: a Secret in
   * protobuf, whose value is the only text in base64 that begins as gzip does.
   *
   * @param secret the body of the request
   */
  static List<KubeObject> manifest(byte[] secret) throws IOException {
    return ChartCrds.objects(sent(secret).path("manifest").asText(), "the release");
  }

  /** All that Helm rendered, hooks as well, of a record on its way to the server. */
  static String rendered(byte[] secret) throws IOException {
    JsonNode release = sent(secret);
    StringBuilder all = new StringBuilder(release.path("manifest").asText());
    release
        .path("hooks")
        .forEach(hook -> all.append("\n---\n").append(hook.path("manifest").asText()));
    return all.toString();
  }

  private static JsonNode sent(byte[] secret) throws IOException {
    Matcher record = PACKED.matcher(new String(secret, StandardCharsets.ISO_8859_1));
    if (!record.find()) {
      throw new IOException("Helm wrote no record");
    }
    return unpacked(record.group());
  }

  private static JsonNode payload(String data) throws IOException {
    try {
      return unpacked(new String(Base64.getDecoder().decode(data), StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new IOException("not base64", e);
    }
  }

  private static JsonNode unpacked(String packed) throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
      return JSON.readTree(in);
    } catch (IllegalArgumentException e) {
      throw new IOException("not base64", e);
    }
  }

  private static List<KubeObject.Ref> objects(String manifest, String namespace) {
    List<KubeObject.Ref> refs = new ArrayList<>();
    for (YamlNode object : Yaml.parse(manifest, "manifest")) {
      String kind = object.text("kind").orElse("");
      String own = object.text("metadata.namespace").orElse(namespace);
      refs.add(
          new KubeObject.Ref(
              object.text("apiVersion").orElse(""),
              kind,
              ClusterScoped.includes(kind) ? "" : own,
              object.text("metadata.name").orElse("")));
    }
    return refs;
  }
}
