package dev.blackstart.jhelm;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.world.Charts.Chart;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds charts: a folder of the repository, then the mirrors, then the network. */
final class ChartShelf {
  private final HelmSettings settings;
  private final ChartMirror mirror;

  ChartShelf(HelmSettings settings) {
    this.settings = settings;
    this.mirror = new ChartMirror(settings.mirrors());
  }

  /** A chart with its files. */
  record Found(Chart chart, ChartFiles files) {}

  /**
   * @throws Failure INPUT naming chart, version and where it was looked for
   */
  Found find(ChartRef ref) {
    List<String> lookedAt = new ArrayList<>();
    Optional<Path> place = isFolder(ref) ? folder(ref, lookedAt) : mirrored(ref, lookedAt);
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
    lookedAt.add("not on the network, which is off here");
    return mirror.find(ref);
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
