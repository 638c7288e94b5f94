package dev.blackstart.jhelm;

import dev.blackstart.world.Charts.Chart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A chart as one file: the archive as it came, or its folder packed, always to the same bytes. */
public final class ChartArchive {
  private static final int BLOCK = 512;

  private ChartArchive() {}

  /**
   * The archive of a chart that was found.
   *
   * @throws IOException when it cannot be read
   */
  public static byte[] of(Chart chart) throws IOException {
    Path place = Path.of(chart.location());
    return Files.isDirectory(place)
        ? packed(chart.name(), ChartFiles.folder(place))
        : Files.readAllBytes(place);
  }

  /** Files in the order of their paths, below the chart's name, without owner and time. */
  static byte[] packed(String name, Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        byte[] path = (name + "/" + file.getKey()).getBytes(StandardCharsets.UTF_8);
        if (path.length > 100) {
          out.write(header("././@LongLink".getBytes(StandardCharsets.UTF_8), path.length + 1, 'L'));
          out.write(path);
          out.write(new byte[BLOCK - path.length % BLOCK]);
        }
        byte[] content = file.getValue();
        out.write(header(path, content.length, '0'));
        out.write(content);
        out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
      }
      out.write(new byte[2 * BLOCK]);
    }
    return bytes.toByteArray();
  }

  /** As GNU tar writes it; a longer path stands in an entry of its own before. */
  private static byte[] header(byte[] path, long size, char type) {
    byte[] header = new byte[BLOCK];
    System.arraycopy(path, 0, header, 0, Math.min(path.length, 100));
    put(header, 100, "0000644");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, String.format(Locale.ROOT, "%011o", size));
    put(header, 136, "00000000000");
    put(header, 148, "        ");
    header[156] = (byte) type;
    put(header, 257, "ustar  ");
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    put(header, 148, String.format(Locale.ROOT, "%06o", sum) + "\0 ");
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
