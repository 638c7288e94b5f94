package dev.blackstart.jhelm;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.jhelm.ChartDependencies.Complete;
import dev.blackstart.jhelm.ChartPlaces.Place;
import dev.blackstart.jhelm.remote.RemoteCharts;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.Charts.Chart;
import dev.blackstart.world.Failure;
import dev.blackstart.world.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds charts and reads them. What was fetched is kept until the process ends; a chart in a folder
 * that lacks its dependencies is copied there, complete.
 */
final class ChartShelf implements AutoCloseable {
  private final ChartPlaces places;
  private final ChartDependencies dependencies;
  private final Map<Path, Known> known = new ConcurrentHashMap<>();

  /**
   * @param time told of downloads
   */
  ChartShelf(HelmSettings settings, TimeSource time) {
    this(settings, new RemoteCharts(time, System.getenv()));
  }

  ChartShelf(HelmSettings settings, RemoteCharts remote) {
    this.places = new ChartPlaces(settings, remote);
    this.dependencies = new ChartDependencies(places);
  }

  /** A chart with its files. */
  record Found(Chart chart, ChartFiles files) {}

  /** What an archive was when it was last read: its digest costs more than all else about it. */
  private record Known(long bytes, FileTime modified, Chart chart) {
    boolean is(Path path) throws IOException {
      return Files.size(path) == bytes && Files.getLastModifiedTime(path).equals(modified);
    }
  }

  /**
   * The chart without its files.
   *
   * @throws Failure INPUT naming chart, version and where it was looked for
   */
  Chart chart(ChartRef ref) {
    Place place = places.of(ref);
    try {
      Known last = known.get(place.path());
      if (last != null && last.is(place.path())) {
        return last.chart();
      }
    } catch (IOException gone) {
      known.remove(place.path());
    }
    return read(ref, place).chart();
  }

  /**
   * @throws Failure INPUT naming chart, version and where it was looked for
   */
  Found find(ChartRef ref) {
    return read(ref, places.of(ref));
  }

  private Found read(ChartRef ref, Place place) {
    try {
      return Files.isRegularFile(place.path()) ? archive(place.path()) : folder(place);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          "chart "
              + ref
              + " at "
              + place.boundary().shown(place.path())
              + " cannot be read: "
              + e.getMessage(),
          ref.isFolder() ? "correct the chart" : "fetch it again",
          e);
    }
  }

  private Found archive(Path path) throws IOException {
    Known last = known.get(path);
    boolean same = last != null && last.is(path);
    long bytes = Files.size(path);
    FileTime modified = Files.getLastModifiedTime(path);
    ChartFiles files = ChartFiles.read(path);
    String digest = same ? last.chart().digest() : files.digest();
    Chart chart = chart(files, path, digest, "", List.of());
    known.put(path, new Known(bytes, modified, chart));
    return new Found(chart, files);
  }

  private Found folder(Place place) throws IOException {
    Complete complete = dependencies.complete(place.path(), place.boundary());
    ChartFiles files = ChartFiles.of(complete.files());
    String digest = files.digest();
    Path path = complete.isAsItLies() ? place.path() : copied(complete, digest);
    List<ChartRef> parts = List.copyOf(complete.fetched());
    return new Found(chart(files, path, digest, place.commit(), parts), files);
  }

  private static Chart chart(
      ChartFiles files, Path path, String digest, String commit, List<ChartRef> parts)
      throws IOException {
    try {
      Yaml.parse(files.text("Chart.yaml").orElse(""), "Chart.yaml");
    } catch (YamlProblem damaged) {
      throw new IOException(damaged.getMessage(), damaged);
    }
    String name = files.metadata().flatMap(chart -> chart.text("name")).orElse("");
    String version = files.metadata().flatMap(chart -> chart.text("version")).orElse("");
    if (name.isEmpty() || version.isEmpty()) {
      throw new IOException("its Chart.yaml names no name and version");
    }
    String kubernetes = files.metadata().flatMap(chart -> chart.text("kubeVersion")).orElse("");
    String location = path.toAbsolutePath().toString();
    return new Chart(name, version, location, digest, kubernetes, commit, parts);
  }

  /** Two who complete the same chart at once put the same files there. */
  private Path copied(Complete complete, String digest) throws IOException {
    Path whole = places.folder().resolve("whole-" + digest);
    if (!Files.isDirectory(whole)) {
      Path fresh = Files.createTempDirectory(places.folder(), "part-");
      for (Map.Entry<String, byte[]> file : complete.files().entrySet()) {
        Path there = fresh.resolve(file.getKey());
        Files.createDirectories(there.getParent());
        Files.write(there, file.getValue());
      }
      try {
        Files.move(fresh, whole);
      } catch (IOException another) {
        HelmFolder.delete(fresh);
        if (!Files.isDirectory(whole)) {
          throw another;
        }
      }
    }
    return whole;
  }

  @Override
  public void close() {
    places.close();
  }
}
