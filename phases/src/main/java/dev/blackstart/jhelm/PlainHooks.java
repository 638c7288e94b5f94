package dev.blackstart.jhelm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A copy of a chart whose hooks Helm takes for objects like all others. helm-java renders charts
 * without their hooks, so the copy calls their annotations by another name, and so does what is
 * rendered from it.
 */
final class PlainHooks implements AutoCloseable {
  private static final String HELM = "helm.sh/hook";
  private static final String OURS = "helm.sh/was-hook";

  private final Path folder;

  private PlainHooks(Path folder) {
    this.folder = folder;
  }

  /** Whether a chart may have hooks. */
  static boolean in(ChartFiles chart) {
    return chart.files().entrySet().stream().anyMatch(file -> has(file.getKey(), file.getValue()));
  }

  /** Only texts that are rendered count: archives and pictures among a chart's files stay. */
  private static boolean has(String path, byte[] content) {
    return (path.contains("templates/") || path.endsWith("values.yaml"))
        && new String(content, StandardCharsets.ISO_8859_1).contains(HELM);
  }

  /**
   * Writes the copy.
   *
   * @param work folder for it
   */
  static PlainHooks write(ChartFiles chart, Path work) {
    try {
      PlainHooks plain = new PlainHooks(HelmFolder.create(work));
      Path root = Files.createDirectory(plain.folder.resolve("chart"));
      for (Map.Entry<String, byte[]> file : chart.files().entrySet()) {
        Path to = root.resolve(file.getKey()).normalize();
        if (to.startsWith(root)) {
          Files.createDirectories(to.getParent());
          Files.write(
              to,
              has(file.getKey(), file.getValue())
                  ? new String(file.getValue(), StandardCharsets.UTF_8)
                      .replace(HELM, OURS)
                      .getBytes(StandardCharsets.UTF_8)
                  : file.getValue());
        }
      }
      return plain;
    } catch (IOException e) {
      throw new UncheckedIOException("the chart cannot be copied to " + work, e);
    }
  }

  /** Where it lies. */
  String chart() {
    return folder.resolve("chart").toString();
  }

  /** What is rendered from it, with the annotations as Helm calls them. */
  static String named(String manifest) {
    return manifest.replace(OURS, HELM);
  }

  @Override
  public void close() {
    HelmFolder.delete(folder);
  }
}
