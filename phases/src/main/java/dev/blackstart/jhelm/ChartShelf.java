package dev.blackstart.jhelm;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.world.Charts.Chart;
import dev.blackstart.world.Failure;
import dev.blackstart.world.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds charts: a folder of the repository, then the mirrors, then the network. What was fetched is
 * kept until the process ends.
 */
final class ChartShelf implements AutoCloseable {
  private final HelmSettings settings;
  private final TimeSource time;
  private final ChartMirror mirror;
  private final Map<ChartRef, Path> fetched = new ConcurrentHashMap<>();
  private Path folder;

  /**
   * @param time told of downloads
   */
  ChartShelf(HelmSettings settings, TimeSource time) {
    this.settings = settings;
    this.time = time;
    this.mirror = new ChartMirror(settings.mirrors());
  }

  /** A chart with its files. */
  record Found(Chart chart, ChartFiles files) {}

  /**
   * @throws Failure INPUT naming chart, version and where it was looked for
   */
  Found find(ChartRef ref) {
    List<String> lookedAt = new ArrayList<>();
    Optional<Path> place =
        isFolder(ref)
            ? folder(ref, lookedAt)
            : mirrored(ref, lookedAt).or(() -> remote(ref, lookedAt));
    return place
        .map(path -> read(ref, path))
        .orElseThrow(
            () ->
                new Failure(
                    Failure.Kind.INPUT,
                    "chart %s (%s) is nowhere: looked in %s"
                        .formatted(ref, where(ref), String.join(", ", lookedAt)),
                    remedy(ref)));
  }

  private static boolean isFolder(ChartRef ref) {
    return ref.repository().isEmpty() && !ref.reference().startsWith("oci://");
  }

  private Optional<Path> folder(ChartRef ref, List<String> lookedAt) {
    Path folder = settings.root().resolve(ref.reference()).normalize();
    lookedAt.add(folder.toString());
    return Optional.of(folder).filter(Files::exists);
  }

  private Optional<Path> mirrored(ChartRef ref, List<String> lookedAt) {
    if (ref.version().isEmpty()) {
      throw new Failure(
          Failure.Kind.INPUT,
          "chart " + where(ref) + " has no version",
          "write the version next to it: without one, two runs may install two things");
    }
    lookedAt.addAll(settings.mirrors().stream().map(Path::toString).toList());
    return mirror.find(ref);
  }

  private Optional<Path> remote(ChartRef ref, List<String> lookedAt) {
    if (!settings.network()) {
      lookedAt.add("not on the network, which is off here");
      return Optional.empty();
    }
    Path known = fetched.get(ref);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      byte[] archive = new RemoteCharts(new Download(time)).fetch(ref);
      Path file = Files.createTempFile(folder(), ref.name() + "-", ".tgz");
      Files.write(file, archive);
      fetched.put(ref, file);
      return Optional.of(file);
    } catch (IOException e) {
      lookedAt.add("the network (" + e.getMessage() + ")");
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      lookedAt.add("the network (interrupted)");
      return Optional.empty();
    }
  }

  private synchronized Path folder() throws IOException {
    if (folder == null) {
      folder = HelmFolder.create(settings.work());
    }
    return folder;
  }

  @Override
  public synchronized void close() {
    if (folder != null) {
      HelmFolder.delete(folder);
    }
  }

  private static String where(ChartRef ref) {
    return ref.repository().isEmpty() ? ref.reference() : ref.repository();
  }

  private String remedy(ChartRef ref) {
    return isFolder(ref)
        ? "correct the path, or add the folder"
        : "put %s-%s.tgz into a folder and name it with --charts DIR"
            .formatted(ref.name(), ref.version());
  }

  private static Found read(ChartRef ref, Path path) {
    try {
      ChartFiles files = ChartFiles.read(path);
      String name = files.metadata().flatMap(chart -> chart.text("name")).orElse("");
      String version = files.metadata().flatMap(chart -> chart.text("version")).orElse("");
      if (name.isEmpty() || version.isEmpty()) {
        throw new IOException("its Chart.yaml names no name and version");
      }
      return new Found(
          new Chart(name, version, path.toAbsolutePath().toString(), files.digest()), files);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          "chart " + ref + " at " + path + " cannot be read: " + e.getMessage(),
          "fetch it again",
          e);
    }
  }
}
