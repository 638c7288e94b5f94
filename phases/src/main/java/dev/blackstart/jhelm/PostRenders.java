package dev.blackstart.jhelm;

import dev.blackstart.cluster.Release;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Releases that change their objects after Helm has rendered them. Helm's library has no post
 * renderer, so the changed objects are packed as a chart of the same name and version, and Helm is
 * given that.
 */
final class PostRenders {
  private static final Pattern BUNDLED = Pattern.compile("(charts/[^/]+/)*crds/.*");

  private final ChartShelf shelf;
  private final Path work;

  /**
   * @param work where charts lie as long as Helm reads them
   */
  PostRenders(ChartShelf shelf, Path work) {
    this.shelf = shelf;
    this.work = work;
  }

  static boolean has(Release release) {
    return !release.postRenders().isEmpty();
  }

  /** A chart as Helm is given it, and what goes when Helm has read it. */
  record Packed(String location, Optional<Path> folder) implements AutoCloseable {
    @Override
    public void close() {
      folder.ifPresent(HelmFolder::delete);
    }
  }

  /** What is left of a release for its readers. */
  record Changed(PostRendered rendered) {
    /** All that Helm renders, hooks as well. */
    String text() {
      return rendered.text();
    }

    /** What Helm keeps in the release. */
    List<KubeObject> objects() {
      return read(rendered.manifest()).toList();
    }

    /** The definitions among all of it. */
    List<KubeObject> crds() {
      return Stream.of(rendered.manifest(), rendered.hooks(), rendered.definitions())
          .flatMap(Changed::read)
          .filter(object -> object.kind().equals(ChartCrds.KIND))
          .toList();
    }

    private static Stream<KubeObject> read(List<Object> objects) {
      return objects.stream()
          .map(
              object ->
                  new KubeObject(
                      object instanceof MapNode node
                          ? Reading.KUBERNETES.readMap(node)
                          : Manifest.map(object)));
    }
  }

  /** Renders a release with the chart at a place. */
  interface Rendering {
    String of(Release release, String chart);
  }

  /** What Helm renders without a cluster, hooks as well. */
  String templated(Release release, Rendering helm) {
    ChartFiles files = shelf.files(release.chart());
    if (!HookedTemplates.in(files, release)) {
      return helm.of(release, shelf.chart(release.chart()).location());
    }
    return inFolder(
        release,
        folder -> {
          Path plain = folder.resolve("plain.tgz");
          write(plain, release, HookedTemplates.plain(files));
          try (Packed chart = new Packed(plain.toString(), Optional.of(folder))) {
            return HookedTemplates.hooked(
                helm.of(HookedTemplates.plain(release), chart.location()));
          }
        });
  }

  /** What is done in a folder that goes when it fails. */
  private interface InFolder<T> {
    T run(Path folder) throws IOException;
  }

  private <T> T inFolder(Release release, InFolder<T> act) {
    Optional<Path> folder = Optional.empty();
    try {
      folder = Optional.of(HelmFolder.create(work));
      return act.run(folder.get());
    } catch (IOException e) {
      folder.ifPresent(HelmFolder::delete);
      throw new Failure(
          Failure.Kind.INPUT,
          "chart " + release.chart() + " cannot be packed: " + e.getMessage(),
          "see that there is room in " + work,
          e);
    } catch (RuntimeException e) {
      folder.ifPresent(HelmFolder::delete);
      throw e;
    }
  }

  /**
   * The objects of a release after its changes.
   *
   * @param rendered all that Helm renders
   */
  Changed of(Release release, String rendered) {
    Collection<String> bundled =
        ChartCrds.bundledTexts(shelf.files(release.chart()), ReleaseValues.of(release)).values();
    return new Changed(PostRendered.of(release, rendered, bundled));
  }

  /**
   * The changed objects as a chart. They are rendered with the cluster's APIs and objects in sight;
   * where Helm does not get as far as that, as for objects whose definitions are to come with the
   * chart, without.
   *
   * @param record of the release as Helm would write it for a chart at a place
   * @param templated what Helm renders without a cluster
   */
  Packed packed(Release release, Function<String, byte[]> record, Supplier<String> templated) {
    return inFolder(
        release,
        folder -> {
          Path whole = folder.resolve("chart.tgz");
          ChartFiles chart = shelf.files(release.chart());
          String rendered = rendered(release, chart, folder, record, templated);
          write(whole, release, RenderedChart.of(chart, of(release, rendered).rendered()));
          return new Packed(whole.toString(), Optional.of(folder));
        });
  }

  private static String rendered(
      Release release,
      ChartFiles chart,
      Path folder,
      Function<String, byte[]> record,
      Supplier<String> templated)
      throws IOException {
    Path bare = folder.resolve("bare.tgz");
    write(bare, release, withoutDefinitions(chart));
    try {
      return ReleaseRecord.rendered(record.apply(bare.toString()));
    } catch (Failure unseen) {
      // What is wrong with the templates themselves is told now.
      return templated.get();
    }
  }

  private static void write(Path file, Release release, Map<String, byte[]> files)
      throws IOException {
    Files.write(file, ChartArchive.packed(release.chart().name(), files));
  }

  private static Map<String, byte[]> withoutDefinitions(ChartFiles chart) {
    Map<String, byte[]> files = new TreeMap<>(chart.files());
    files.keySet().removeIf(path -> BUNDLED.matcher(path).matches());
    return files;
  }
}
