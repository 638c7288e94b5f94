package dev.blackstart.jhelm;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.jhelm.ChartDependencies.Complete;
import dev.blackstart.jhelm.ChartPlaces.Place;
import dev.blackstart.jhelm.remote.RemoteCharts;
import dev.blackstart.world.Charts.Chart;
import dev.blackstart.world.Failure;
import dev.blackstart.world.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds charts and reads them. What was fetched is kept until the process ends; a chart in a folder
 * that lacks its dependencies is copied there, complete.
 */
final class ChartShelf implements AutoCloseable {
  private final ChartPlaces places;
  private final ChartDependencies dependencies;
  private final EnlargedCharts enlarged;
  private final ChartCards cards;

  /**
   * @param time told of downloads
   */
  ChartShelf(HelmSettings settings, TimeSource time, KeptReadings kept) {
    this(settings, new RemoteCharts(time, System.getenv()), kept);
  }

  ChartShelf(HelmSettings settings, RemoteCharts remote, KeptReadings kept) {
    this.cards = new ChartCards(kept);
    this.places = new ChartPlaces(settings, remote);
    this.dependencies = new ChartDependencies(places);
    this.enlarged = new EnlargedCharts(places);
  }

  /** A chart, and what is asked of it. */
  private record Found(Chart chart, ChartCard card) {}

  /**
   * The chart without its files.
   *
   * @throws Failure INPUT naming chart, version and where it was looked for
   */
  Chart chart(ChartRef ref) {
    return read(ref, place -> found(ref, place)).chart();
  }

  /**
   * @throws Failure INPUT naming chart, version and where it was looked for
   */
  ChartCard card(ChartRef ref) {
    return read(ref, place -> found(ref, place)).card();
  }

  /**
   * @throws Failure INPUT naming chart, version and where it was looked for
   */
  ChartFiles files(ChartRef ref) {
    return read(
        ref,
        place ->
            Files.isRegularFile(place.path()) && ref.additions().isEmpty()
                ? ChartFiles.read(place.path())
                : ChartFiles.of(complete(ref, place).files()));
  }

  /** What is read at a place. */
  private interface AtPlace<T> {
    T read(Place place) throws IOException;
  }

  private <T> T read(ChartRef ref, AtPlace<T> reading) {
    Place place = places.of(ref.plain());
    try {
      return reading.read(place);
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

  private Found found(ChartRef ref, Place place) throws IOException {
    if (Files.isRegularFile(place.path()) && ref.additions().isEmpty()) {
      ChartCard card = cards.ofArchive(place.path());
      return new Found(card.at(place.path(), "", List.of()), card);
    }
    Complete complete = complete(ref, place);
    ChartFiles files = ChartFiles.of(complete.files());
    String digest = files.digest();
    ChartCard card = cards.of(files, digest);
    Path path = complete.isAsItLies() ? place.path() : copied(complete, digest);
    return new Found(card.at(path, place.commit(), List.copyOf(complete.fetched())), card);
  }

  private Complete complete(ChartRef ref, Place place) throws IOException {
    Complete published =
        Files.isRegularFile(place.path())
            ? new Complete(ChartFiles.read(place.path()).files(), Set.of(), true)
            : dependencies.complete(place.path(), place.boundary());
    return ref.additions().isEmpty() ? published : enlarged.of(ref, place, published);
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
