package dev.blackstart.files;

import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.CrdSource.FromChart;
import dev.blackstart.cluster.CrdSource.FromFile;
import dev.blackstart.cluster.CrdSource.FromUrl;
import dev.blackstart.run.CountedInput;
import dev.blackstart.template.yaml.InputFile;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CRDs that are published as files. A URL is looked up in the chart mirrors first: a release asset
 * as {@code <repository>-<tag>-<file>}, any other by the parts of its path.
 */
public final class CrdFiles {
  private static final Pattern RELEASE_ASSET =
      Pattern.compile("https?://[^/]+/[^/]+/([^/]+)/releases/download/([^/]+)/([^/?#]+)");
  private static final Pattern OTHER = Pattern.compile("https?://([^/]+)/([^?#]+)(?:[?#].*)?");
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final Path repository;
  private final List<Path> mirrors;
  private final Optional<TimeSource> network;

  /**
   * @param mirrors looked at in order
   * @param network told when a URL is fetched; absent where none may be, as in a rehearsal
   */
  public CrdFiles(Path repository, List<Path> mirrors, Optional<TimeSource> network) {
    this.repository = repository;
    this.mirrors = List.copyOf(mirrors);
    this.network = network;
  }

  /**
   * The CustomResourceDefinitions of a file or URL, whatever else stands there left out.
   *
   * @throws Failure INPUT when it is nowhere or holds none
   */
  public List<KubeObject> definitions(CrdSource source) {
    return switch (source) {
      case FromChart chart ->
          throw new IllegalArgumentException("the chart's: " + chart.release().name());
      case FromFile file -> parsed(read(repository.resolve(file.file()), file), file.file(), file);
      case FromUrl url -> parsed(text(url), url.url(), url);
    };
  }

  /**
   * Everything a URL holds, had from where CRDs are had from.
   *
   * @throws Failure INPUT when it is nowhere or no manifests
   */
  List<KubeObject> objects(FromUrl url) {
    try {
      return Yaml.parse(text(url), url.url()).stream().map(RepositoryManifests::object).toList();
    } catch (YamlProblem problem) {
      throw new Failure(Failure.Kind.INPUT, problem.getMessage(), "correct the address", problem);
    }
  }

  /**
   * What a URL holds, as it is.
   *
   * @throws Failure INPUT when it is nowhere
   */
  public String text(FromUrl url) {
    Optional<String> name = mirrored(url.url());
    if (name.isPresent()) {
      for (Path mirror : mirrors) {
        Path file = mirror.resolve(name.get());
        if (Files.isRegularFile(file)) {
          return read(file, url);
        }
      }
    }
    if (network.isEmpty()) {
      throw new Failure(
          Failure.Kind.INPUT,
          url.url() + " is in no chart mirror, and a rehearsal does not use the network",
          "put it there as " + name.orElse("<repository>-<tag>-<file>") + ": --charts DIR");
    }
    try (TimeSource.Work work = network.get().working("fetches " + url.url())) {
      return fetched(url, work);
    }
  }

  /** What a mirror calls the file of a URL; absent for what is no URL of a file. */
  public static Optional<String> mirrored(String url) {
    Matcher asset = RELEASE_ASSET.matcher(url);
    if (asset.matches()) {
      return Optional.of(asset.group(1) + "-" + asset.group(2) + "-" + asset.group(3));
    }
    Matcher other = OTHER.matcher(url);
    return other.matches()
        ? Optional.of(other.group(2).replaceAll("[^A-Za-z0-9._]+", "-").replaceFirst("^[.-]+", ""))
            .filter(name -> !name.isEmpty())
        : Optional.empty();
  }

  private static String fetched(FromUrl url, TimeSource.Work work) {
    try (HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(DEADLINE)
            .build()) {
      HttpResponse<InputStream> response =
          client.send(
              HttpRequest.newBuilder(URI.create(url.url())).timeout(DEADLINE).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw unfetched(url, "the server answers " + response.statusCode(), null);
      }
      long size = response.headers().firstValueAsLong("Content-Length").orElse(0);
      try (InputStream body = new CountedInput(response.body(), work, size)) {
        return InputFile.text(InputFile.bytes(body, url.url()), url.url());
      }
    } catch (YamlProblem refused) {
      throw unfetched(url, refused.what(), refused);
    } catch (IOException | IllegalArgumentException e) {
      throw unfetched(url, String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unfetched(url, "interrupted", e);
    }
  }

  private static Failure unfetched(FromUrl url, String why, Exception cause) {
    return new Failure(
        Failure.Kind.INPUT,
        url.at() + ": cannot fetch " + url.url() + ": " + why,
        "check the address, or put the file into a chart mirror: --charts DIR",
        cause);
  }

  private static String read(Path file, CrdSource source) {
    try {
      return InputFile.text(file, file.getFileName().toString());
    } catch (YamlProblem refused) {
      throw new Failure(
          Failure.Kind.INPUT, source.at() + ": " + refused.getMessage(), refused.remedy(), refused);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          source.at() + ": cannot read " + file.getFileName(),
          "check the path",
          e);
    }
  }

  private static List<KubeObject> parsed(String text, String file, CrdSource source) {
    try {
      List<KubeObject> definitions = new ArrayList<>();
      for (var node : Yaml.parse(text, file)) {
        KubeObject object = RepositoryManifests.object(node);
        if (object.kind().equals("CustomResourceDefinition")) {
          definitions.add(object);
        }
      }
      if (definitions.isEmpty()) {
        throw new Failure(
            Failure.Kind.INPUT,
            source.at() + ": " + file + " holds no CustomResourceDefinition",
            "take it out of crds, or name another file");
      }
      return definitions;
    } catch (YamlProblem problem) {
      throw new Failure(Failure.Kind.INPUT, problem.getMessage(), "correct the YAML", problem);
    }
  }
}
