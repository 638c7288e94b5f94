package dev.blackstart.jhelm;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.jhelm.remote.Versions;
import dev.blackstart.template.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Folders of charts: an archive named {@code <name>-<version>.tgz}, the folder itself, or a folder
 * in it with a {@code Chart.yaml} of that name and version. A version may be written with or
 * without a leading {@code v} on either side.
 */
record ChartMirror(List<Path> folders) {
  /** The first place that holds the chart. */
  Optional<Path> find(ChartRef ref) {
    return folders.stream().flatMap(folder -> candidates(folder, ref)).findFirst();
  }

  /** The versions of a chart there are archives of. */
  List<String> versions(String name) {
    List<String> versions = new ArrayList<>();
    for (Path folder : folders) {
      try (var archives = Files.newDirectoryStream(folder, name + "-*.tgz")) {
        for (Path archive : archives) {
          String file = archive.getFileName().toString();
          versions.add(file.substring(name.length() + 1, file.length() - ".tgz".length()));
        }
      } catch (IOException e) {
        // As below.
      }
    }
    return versions;
  }

  private static Stream<Path> candidates(Path folder, ChartRef ref) {
    if (ref.isGit()) {
      return Stream.of(folder.resolve(ref.file() + ".tgz")).filter(Files::isRegularFile);
    }
    String plain = Versions.plain(ref.tag());
    Stream<Path> archives =
        Stream.of(plain, "v" + plain)
            .map(version -> folder.resolve(ref.name() + "-" + version + ".tgz"))
            .filter(Files::isRegularFile);
    return Stream.concat(
        archives, folders(folder, ref.name()).stream().filter(chart -> isChart(chart, ref)));
  }

  /** The folder itself, the one of the chart's name, then all others. */
  private static List<Path> folders(Path folder, String name) {
    List<Path> charts = new ArrayList<>(List.of(folder, folder.resolve(name)));
    try (var children = Files.newDirectoryStream(folder, Files::isDirectory)) {
      children.forEach(charts::add);
    } catch (IOException e) {
      // A mirror that is no folder holds nothing; what was looked at is told to the operator.
    }
    return charts;
  }

  private static boolean isChart(Path folder, ChartRef ref) {
    Path metadata = folder.resolve("Chart.yaml");
    if (!Files.isRegularFile(metadata)) {
      return false;
    }
    Optional<YamlNode> chart = metadata(metadata);
    return chart.flatMap(node -> node.text("name")).orElse("").equals(ref.name())
        && chart
            .flatMap(node -> node.text("version"))
            .map(Versions::plain)
            .orElse("")
            .equals(Versions.plain(ref.tag()));
  }

  private static Optional<YamlNode> metadata(Path file) {
    try {
      return new ChartFiles(java.util.Map.of("Chart.yaml", Files.readAllBytes(file))).metadata();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
