package dev.blackstart.jhelm;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.jhelm.remote.RemoteCharts;
import dev.blackstart.jhelm.remote.Unavailable;
import dev.blackstart.world.Charts.Chart;
import dev.blackstart.world.Failure;
import dev.blackstart.world.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
  private final ChartMirror mirror;
  private final MirrorSums sums = new MirrorSums();
  private final RemoteCharts remote;
  private final Map<ChartRef, Path> fetched = new ConcurrentHashMap<>();
  private final Map<Path, Known> known = new ConcurrentHashMap<>();
  private Path folder;

  /**
   * @param time told of downloads
   */
  ChartShelf(HelmSettings settings, TimeSource time) {
    this(settings, new RemoteCharts(time, System.getenv()));
  }

  ChartShelf(HelmSettings settings, RemoteCharts remote) {
    this.settings = settings;
    this.remote = remote;
    this.mirror = new ChartMirror(settings.mirrors());
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
    Path path = place(ref);
    try {
      Known last = known.get(path);
      if (last != null && last.is(path)) {
        return last.chart();
      }
    } catch (IOException gone) {
      known.remove(path);
    }
    return read(ref, path).chart();
  }

  /**
   * @throws Failure INPUT naming chart, version and where it was looked for
   */
  Found find(ChartRef ref) {
    return read(ref, place(ref));
  }

  private Path place(ChartRef ref) {
    List<String> lookedAt = new ArrayList<>();
    Optional<Path> place = isFolder(ref) ? folder(ref, lookedAt) : mirrored(ref, lookedAt);
    if (place.isEmpty() && !isFolder(ref)) {
      place = Optional.of(remote(ref, lookedAt));
    }
    return place.orElseThrow(() -> nowhere(ref, lookedAt, Failure.Kind.INPUT, remedy(ref)));
  }

  private static Failure nowhere(
      ChartRef ref, List<String> lookedAt, Failure.Kind kind, String remedy) {
    return new Failure(
        kind,
        "chart %s (%s) is nowhere: looked in %s"
            .formatted(ref, where(ref), String.join(", ", lookedAt)),
        remedy);
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
    return mirror.find(ref).map(sums::require);
  }

  /** Whoever looks for the same chart at the same time fetches it himself: that is rare. */
  private Path remote(ChartRef ref, List<String> lookedAt) {
    if (!settings.network()) {
      lookedAt.add("not on the network, which is off here");
      throw nowhere(ref, lookedAt, Failure.Kind.INPUT, remedy(ref));
    }
    Path known = fetched.get(ref);
    if (known != null) {
      return known;
    }
    try {
      byte[] archive = remote.fetch(ref);
      Path file = Files.createTempFile(folder(), ref.name() + "-", ".tgz");
      Files.write(file, archive);
      fetched.put(ref, file);
      return file;
    } catch (Unavailable refused) {
      lookedAt.add("the network (" + refused.getMessage() + ")");
      throw nowhere(
          ref,
          lookedAt,
          refused.kind(),
          refused.remedy().isEmpty() ? remedy(ref) : refused.remedy());
    } catch (IOException e) {
      lookedAt.add("the network (" + e.getMessage() + ")");
      throw nowhere(ref, lookedAt, Failure.Kind.INPUT, remedy(ref));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      lookedAt.add("the network (interrupted)");
      throw nowhere(ref, lookedAt, Failure.Kind.UNREACHABLE, "resume the run");
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

  /** A password may stand in a URL. */
  private static String where(ChartRef ref) {
    String address = ref.repository().isEmpty() ? ref.reference() : ref.repository();
    return address.replaceFirst("://[^/@]*@", "://");
  }

  private static String remedy(ChartRef ref) {
    return isFolder(ref)
        ? "correct the path, or add the folder"
        : "put %s-%s.tgz into a folder and name it with --charts DIR"
            .formatted(ref.name(), ref.tag());
  }

  private Found read(ChartRef ref, Path path) {
    try {
      boolean archive = Files.isRegularFile(path);
      Known last = known.get(path);
      boolean same = archive && last != null && last.is(path);
      long bytes = Files.size(path);
      FileTime modified = Files.getLastModifiedTime(path);
      ChartFiles files = ChartFiles.read(path);
      String name = files.metadata().flatMap(chart -> chart.text("name")).orElse("");
      String version = files.metadata().flatMap(chart -> chart.text("version")).orElse("");
      if (name.isEmpty() || version.isEmpty()) {
        throw new IOException("its Chart.yaml names no name and version");
      }
      String kubernetes = files.metadata().flatMap(chart -> chart.text("kubeVersion")).orElse("");
      String location = path.toAbsolutePath().toString();
      String digest = same ? last.chart().digest() : files.digest();
      Chart chart = new Chart(name, version, location, digest, kubernetes);
      if (archive) {
        known.put(path, new Known(bytes, modified, chart));
      }
      return new Found(chart, files);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          "chart " + ref + " at " + path + " cannot be read: " + e.getMessage(),
          "fetch it again",
          e);
    }
  }
}
