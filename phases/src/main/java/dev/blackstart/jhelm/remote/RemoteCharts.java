package dev.blackstart.jhelm.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.jhelm.remote.Download.Answer;
import dev.blackstart.world.Failure.Kind;
import dev.blackstart.world.TimeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Charts on the network: OCI registries (Helm's media types of HIP 6) and classic repositories,
 * with the operator's own logins.
 */
public final class RemoteCharts {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String MANIFEST =
      "application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json";
  private static final String CHART = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";

  private final Download download;
  private final Registry registry;
  private final ChartRepository repositories;
  private final ImageDigests images;
  private final GitRepositories git;
  private final Logins logins;

  /**
   * @param time told of downloads
   * @param env names proxies and where logins are kept
   */
  public RemoteCharts(TimeSource time, Map<String, String> env) {
    this(time, env, Patience.USUAL);
  }

  public RemoteCharts(TimeSource time, Map<String, String> env, Patience patience) {
    this.download = new Download(time, env, patience);
    this.logins = new Logins(env);
    this.registry = new Registry(download, logins);
    this.repositories = new ChartRepository(download, logins);
    this.images = new ImageDigests(registry);
    this.git = new GitRepositories(time, env, patience);
  }

  /** Git repositories, where charts may lie. */
  public GitRepositories git() {
    return git;
  }

  /** The URL of a repository that was added to Helm under a name. */
  public Optional<String> added(String name) {
    return logins.added(name);
  }

  /**
   * The newest version in a range.
   *
   * @param ref whose version is a range, as Helm reads them
   * @throws Unavailable when there is none, or nobody tells
   */
  public String newest(ChartRef ref) throws IOException, InterruptedException {
    logins.take(ref);
    download.take(ref);
    List<String> versions;
    String place;
    if (ref.repository().isEmpty()) {
      Registry.Repository repository =
          Registry.Repository.of(ref.reference().substring("oci://".length()));
      Answer answer = registry.get(repository, "tags/list", "", false);
      if (answer.code() != 200) {
        throw Reasons.of(repository.host(), answer, repository.path(), login(answer, repository));
      }
      versions = tags(repository, answer);
      place = repository.toString();
    } else {
      versions = repositories.versions(ref);
      place = ref.from();
    }
    return Versions.newest(versions, ref.version())
        .orElseThrow(
            () ->
                new Unavailable(
                    Kind.INPUT,
                    place + " has no " + ref + "; " + Versions.some(versions),
                    "correct the range of versions"));
  }

  /** Digests of images in registries. */
  public ImageDigests images() {
    return images;
  }

  /**
   * The archive of a chart.
   *
   * @throws Unavailable saying why it cannot be had
   */
  public byte[] fetch(ChartRef ref) throws IOException, InterruptedException {
    logins.take(ref);
    download.take(ref);
    return ref.repository().isEmpty() ? fromRegistry(ref) : repositories.fetch(ref);
  }

  private byte[] fromRegistry(ChartRef ref) throws IOException, InterruptedException {
    Registry.Repository repository =
        Registry.Repository.of(ref.reference().substring("oci://".length()));
    Answer answer = null;
    for (String name : names(ref)) {
      answer = registry.get(repository, "manifests/" + name, MANIFEST, false);
      if (answer.code() == 200) {
        if (!ref.digest().isEmpty()) {
          Sums.require(answer.body(), ref.digest(), repository.host());
        }
        return layer(repository, parsed(repository, answer.body()), 0);
      }
      if (answer.code() != 404) {
        break;
      }
    }
    if (answer.code() == 404) {
      throw new Unavailable(
          Kind.INPUT,
          repository + " has no " + ref.version() + tags(repository),
          "correct the name or the version");
    }
    throw Reasons.of(
        repository.host(),
        answer,
        repository.path() + " " + ref.version(),
        login(answer, repository));
  }

  /** A digest names one thing; a version is tried with and without a leading {@code v}. */
  private static List<String> names(ChartRef ref) {
    if (!ref.digest().isEmpty()) {
      return List.of(ref.digest());
    }
    String plain = Versions.plain(ref.tag());
    String other = ref.tag().equals(plain) ? "v" + plain : plain;
    return List.of(ref.tag().replace('+', '_'), other.replace('+', '_'));
  }

  private String login(Answer answer, Registry.Repository repository) {
    return answer.code() == 401 || answer.code() == 403 ? registry.login(repository) : "";
  }

  /** What there is instead; nothing when the registry does not say. */
  private String tags(Registry.Repository repository) throws IOException, InterruptedException {
    Answer answer = registry.get(repository, "tags/list", "", false);
    if (answer.code() != 200) {
      return "";
    }
    List<String> tags = tags(repository, answer);
    return tags.isEmpty() ? "" : "; " + Versions.some(tags);
  }

  /** A tag has no plus: Helm writes {@code _} for it. */
  private static List<String> tags(Registry.Repository repository, Answer answer)
      throws Unavailable {
    List<String> tags = new ArrayList<>();
    parsed(repository, answer.body())
        .path("tags")
        .forEach(tag -> tags.add(tag.asText().replace('_', '+')));
    return tags;
  }

  private byte[] layer(Registry.Repository repository, JsonNode manifest, int depth)
      throws IOException, InterruptedException {
    for (JsonNode layer : manifest.path("layers")) {
      if (layer.path("mediaType").asText().equals(CHART)) {
        return blob(repository, layer.path("digest").asText());
      }
    }
    Optional<String> inner =
        Optional.of(manifest.path("manifests").path(0).path("digest").asText(""))
            .filter(digest -> !digest.isEmpty() && depth == 0);
    if (inner.isPresent()) {
      Answer answer = registry.get(repository, "manifests/" + inner.get(), MANIFEST, false);
      if (answer.code() == 200) {
        Sums.require(answer.body(), inner.get(), repository.host());
        return layer(repository, parsed(repository, answer.body()), depth + 1);
      }
    }
    throw new Unavailable(
        Kind.INPUT, "what lies at " + repository + " is no Helm chart", "correct the reference");
  }

  private byte[] blob(Registry.Repository repository, String digest)
      throws IOException, InterruptedException {
    Answer blob = registry.get(repository, "blobs/" + digest, "", false);
    if (blob.code() != 200) {
      throw Reasons.of(repository.host(), blob, "blob " + digest, login(blob, repository));
    }
    Sums.require(blob.body(), digest, repository.host());
    return blob.body();
  }

  private static JsonNode parsed(Registry.Repository repository, byte[] body) throws Unavailable {
    try {
      return JSON.readTree(body);
    } catch (IOException noJson) {
      String begin = new String(body, 0, Math.min(body.length, 40), StandardCharsets.UTF_8);
      throw new Unavailable(
          Kind.INPUT,
          repository + " answers with something that is no JSON: " + begin.replaceAll("\\s+", " "),
          "see whether it is a registry: a proxy or a login page may stand before it",
          noJson);
    }
  }
}
