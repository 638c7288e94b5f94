package dev.blackstart.jhelm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Charts on the network: OCI registries (OCI distribution spec 1.1, Helm's media types of HIP 17,
 * anonymous bearer tokens) and classic repositories with an {@code index.yaml}.
 */
final class RemoteCharts {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String CHART = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
  private static final Pattern PARAMETER = Pattern.compile("(realm|service|scope)=\"([^\"]*)\"");

  private final Download download;

  RemoteCharts(Download download) {
    this.download = download;
  }

  /**
   * The archive of a chart.
   *
   * @throws IOException saying why it cannot be had
   */
  byte[] fetch(ChartRef ref) throws IOException, InterruptedException {
    return ref.repository().isEmpty() ? fromRegistry(ref) : fromRepository(ref);
  }

  private byte[] fromRegistry(ChartRef ref) throws IOException, InterruptedException {
    String place = ref.reference().substring("oci://".length());
    int slash = place.indexOf('/');
    if (slash < 1) {
      throw new IOException(ref.reference() + " names no chart");
    }
    String host =
        place.substring(0, slash).equals("docker.io")
            ? "registry-1.docker.io"
            : place.substring(0, slash);
    String scheme = Download.local(URI.create("http://" + host)) ? "http" : "https";
    URI repository = URI.create(scheme + "://" + host + "/v2/" + place.substring(slash + 1) + "/");
    String plain = ChartMirror.plain(ref.version());
    Optional<String> token = Optional.empty();
    Download.Answer answer = null;
    for (String version :
        List.of(ref.version(), ref.version().equals(plain) ? "v" + plain : plain)) {
      URI manifest = repository.resolve("manifests/" + version.replace('+', '_'));
      answer = download.get(manifest, MANIFEST, token);
      if (answer.code() == 401 && answer.challenge().isPresent()) {
        token = Optional.of(token(answer.challenge().get()));
        answer = download.get(manifest, MANIFEST, token);
      }
      if (answer.code() == 200) {
        return layer(repository, answer.body(), token);
      }
    }
    throw new IOException(host + " answers " + answer.code());
  }

  private byte[] layer(URI repository, byte[] manifest, Optional<String> token)
      throws IOException, InterruptedException {
    for (JsonNode layer : JSON.readTree(manifest).path("layers")) {
      if (layer.path("mediaType").asText().equals(CHART)) {
        String digest = layer.path("digest").asText();
        Download.Answer blob = download.get(repository.resolve("blobs/" + digest), "", token);
        if (blob.code() != 200) {
          throw new IOException(repository.getHost() + " answers " + blob.code());
        }
        requireDigest(blob.body(), digest.replaceFirst("^sha256:", ""), repository.getHost());
        return blob.body();
      }
    }
    throw new IOException("what lies there is no Helm chart");
  }

  private String token(String challenge) throws IOException, InterruptedException {
    String realm = "";
    StringBuilder query = new StringBuilder();
    Matcher parameter = PARAMETER.matcher(challenge);
    while (parameter.find()) {
      if (parameter.group(1).equals("realm")) {
        realm = parameter.group(2);
      } else {
        query
            .append(query.isEmpty() ? "?" : "&")
            .append(parameter.group(1))
            .append('=')
            .append(URLEncoder.encode(parameter.group(2), StandardCharsets.UTF_8));
      }
    }
    if (realm.isEmpty()) {
      throw new IOException("the registry wants a login");
    }
    Download.Answer answer = download.get(URI.create(realm + query), "", Optional.empty());
    if (answer.code() != 200) {
      throw new IOException("the registry wants a login: " + answer.code());
    }
    JsonNode json = JSON.readTree(answer.body());
    return json.path("token").asText(json.path("access_token").asText());
  }

  private byte[] fromRepository(ChartRef ref) throws IOException, InterruptedException {
    if (ref.repository().endsWith(".tgz")) {
      return fromUrl(URI.create(ref.repository()));
    }
    String url = ref.repository().endsWith("/") ? ref.repository() : ref.repository() + "/";
    URI repository = URI.create(url);
    Download.Answer index = download.get(repository.resolve("index.yaml"), "", Optional.empty());
    if (index.code() != 200) {
      throw new IOException(repository.resolve("index.yaml") + " answers " + index.code());
    }
    YamlNode entry = entry(ref, new String(index.body(), StandardCharsets.UTF_8));
    URI archive = repository.resolve(entry.text("urls.0").orElse(""));
    byte[] body = fromUrl(archive);
    Optional<String> digest = entry.text("digest");
    if (digest.isPresent()) {
      requireDigest(body, digest.get(), archive.getHost());
    }
    return body;
  }

  private byte[] fromUrl(URI archive) throws IOException, InterruptedException {
    Download.Answer answer = download.get(archive, "", Optional.empty());
    if (answer.code() != 200) {
      throw new IOException(archive + " answers " + answer.code());
    }
    return answer.body();
  }

  private static YamlNode entry(ChartRef ref, String index) throws IOException {
    try {
      YamlNode root = Yaml.document(index, "index.yaml");
      Optional<YamlNode> entries =
          root.at("entries")
              .filter(MapNode.class::isInstance)
              .flatMap(node -> ((MapNode) node).get(ref.name()));
      return entries.stream()
          .filter(ListNode.class::isInstance)
          .flatMap(node -> ((ListNode) node).items().stream())
          .filter(each -> same(each.text("version").orElse(""), ref.version()))
          .findFirst()
          .orElseThrow(() -> new IOException("its index has no " + ref));
    } catch (YamlProblem problem) {
      throw new IOException("its index is damaged: " + problem.getMessage(), problem);
    }
  }

  private static boolean same(String some, String other) {
    return ChartMirror.plain(some).equals(ChartMirror.plain(other));
  }

  private static void requireDigest(byte[] content, String digest, String host) throws IOException {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(content);
      if (!HexFormat.of().formatHex(sum).equals(digest.replaceFirst("^sha256:", ""))) {
        throw new IOException(host + " sent something else than its digest says");
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
