package dev.blackstart.jhelm;

import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The files of a chart, be it an archive or a folder; packed sub-charts are unpacked.
 *
 * @param files content by path within the chart, such as {@code charts/crds/Chart.yaml}
 */
record ChartFiles(Map<String, byte[]> files) {
  /** What Helm unpacks at most, so that a small archive cannot fill the memory. */
  private static final long LARGEST = 100L * 1024 * 1024;

  private static final Pattern PACKED = Pattern.compile("(.*charts/)([^/]+)\\.t(?:ar\\.)?gz");

  /**
   * @param chart archive or folder
   * @throws IOException when it cannot be read
   */
  static ChartFiles read(Path chart) throws IOException {
    if (Files.isDirectory(chart)) {
      return of(folder(chart));
    }
    Map<String, byte[]> files = new TreeMap<>();
    try (InputStream in = Files.newInputStream(chart)) {
      unpack(in, "", files);
    }
    return new ChartFiles(files);
  }

  /** Of files as they lie in a folder, sub-charts as they are packed. */
  static ChartFiles of(Map<String, byte[]> packed) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : packed.entrySet()) {
      add(files, file.getKey(), file.getValue());
    }
    return new ChartFiles(files);
  }

  /** The files of a folder as Helm takes them, sub-charts as they are packed. */
  static Map<String, byte[]> folder(Path chart) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    Path ignored = chart.resolve(".helmignore");
    HelmIgnore ignore =
        HelmIgnore.of(Files.isRegularFile(ignored) ? Files.readString(ignored) : "");
    long size = 0;
    try (var paths = Files.walk(chart)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = chart.relativize(path).toString().replace('\\', '/');
        if (!ignore.ignores(name)) {
          size += Files.size(path);
          if (size > LARGEST) {
            throw new IOException("it is larger than 100 MB");
          }
          files.put(name, Files.readAllBytes(path));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return files;
  }

  /** Every path in an archive begins with the chart's own folder. */
  private static void unpack(InputStream packed, String under, Map<String, byte[]> files)
      throws IOException {
    long[] size = new long[1];
    try (InputStream in = new BufferedInputStream(new GZIPInputStream(packed), 1 << 16)) {
      TarEntries.read(
          in,
          (path, content) -> {
            size[0] += content.length;
            if (size[0] > LARGEST) {
              throw new UncheckedIOException(new IOException("it is larger than 100 MB unpacked"));
            }
            String clean = path.startsWith("./") ? path.substring(2) : path;
            int slash = clean.indexOf('/');
            if (slash > 0) {
              addUnchecked(files, under + clean.substring(slash + 1), content);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void addUnchecked(Map<String, byte[]> files, String name, byte[] content) {
    try {
      add(files, name, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(Map<String, byte[]> files, String name, byte[] content)
      throws IOException {
    Matcher packed = PACKED.matcher(name);
    if (packed.matches()) {
      Map<String, byte[]> inner = new TreeMap<>();
      unpack(new ByteArrayInputStream(content), "", inner);
      String chart = new ChartFiles(inner).metadata().flatMap(m -> m.text("name")).orElse("");
      String folder = chart.isEmpty() ? packed.group(2) : chart;
      inner.forEach((path, bytes) -> files.put(packed.group(1) + folder + "/" + path, bytes));
    } else {
      files.put(name, content);
    }
  }

  /** {@code Chart.yaml}; absent when there is none or it cannot be read. */
  Optional<YamlNode> metadata() {
    return document("Chart.yaml");
  }

  /** A file of YAML; absent when there is none or it cannot be read. */
  Optional<YamlNode> document(String path) {
    return text(path).flatMap(text -> parsed(text, path));
  }

  Optional<String> text(String path) {
    return Optional.ofNullable(files.get(path))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** The files of a sub-chart, paths as within it. */
  ChartFiles below(String folder) {
    Map<String, byte[]> inner = new TreeMap<>();
    String prefix = folder + "/";
    files.forEach(
        (path, bytes) -> {
          if (path.startsWith(prefix)) {
            inner.put(path.substring(prefix.length()), bytes);
          }
        });
    return new ChartFiles(inner);
  }

  /** Names of the folders under {@code charts/}. */
  List<String> subCharts() {
    return files.keySet().stream()
        .filter(path -> path.startsWith("charts/") && path.endsWith("/Chart.yaml"))
        .map(path -> path.substring("charts/".length(), path.length() - "/Chart.yaml".length()))
        .filter(name -> name.indexOf('/') < 0)
        .toList();
  }

  /** SHA-256 over paths and contents, hexadecimal: the same for an archive packed anew. */
  String digest() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (path, bytes) -> {
            sha.update((path + "\0" + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
            sha.update(bytes);
          });
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Optional<YamlNode> parsed(String text, String file) {
    try {
      return Yaml.parse(text, file).stream().findFirst();
    } catch (YamlProblem e) {
      return Optional.empty();
    }
  }
}
