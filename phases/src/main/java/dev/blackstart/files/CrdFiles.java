package dev.blackstart.files;

import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.CrdSource.FromChart;
import dev.blackstart.cluster.CrdSource.FromFile;
import dev.blackstart.cluster.CrdSource.FromUrl;
import dev.blackstart.template.yaml.InputFile;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.Downloads;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

  private final Path repository;
  private final List<Path> mirrors;
  private final Optional<Downloads> network;
  private final Map<String, String> fetched = new ConcurrentHashMap<>();

  /**
   * @param mirrors looked at in order
   * @param network fetches URLs; absent where none may be, as in a rehearsal
   */
  public CrdFiles(Path repository, List<Path> mirrors, Optional<Downloads> network) {
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
      case FromUrl url -> parsed(text(url), url.shown(), url);
    };
  }

  /**
   * Everything a URL holds, had from where CRDs are had from.
   *
   * @throws Failure INPUT when it is nowhere or no manifests
   */
  List<KubeObject> objects(FromUrl url) {
    try {
      return Yaml.parse(text(url), url.shown()).stream().map(RepositoryManifests::object).toList();
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
          url.shown() + " is in no chart mirror, and a rehearsal does not use the network",
          "put it there as " + name.orElse("<repository>-<tag>-<file>") + ": --charts DIR");
    }
    return fetched(url, network.get());
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

  /** Fetched once: preflight and the phase want the same. */
  private String fetched(FromUrl url, Downloads downloads) {
    String known = fetched.get(url.url());
    if (known != null) {
      return known;
    }
    try {
      byte[] bytes = downloads.fetch(url.url());
      String text =
          InputFile.text(
              InputFile.bytes(new ByteArrayInputStream(bytes), url.shown()), url.shown());
      fetched.put(url.url(), text);
      return text;
    } catch (Failure refused) {
      throw new Failure(
          refused.kind(), url.at() + ": " + refused.what(), refused.remedy(), refused);
    } catch (YamlProblem refused) {
      throw unreadable(url, refused.what(), refused);
    } catch (IOException e) {
      throw unreadable(url, String.valueOf(e.getMessage()), e);
    }
  }

  private static Failure unreadable(FromUrl url, String why, Exception cause) {
    return new Failure(
        Failure.Kind.INPUT,
        url.at() + ": what lies at " + url.shown() + " cannot be read: " + why,
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
