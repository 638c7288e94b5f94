package dev.blackstart.jhelm;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** Reads tar archives as Helm packs them: ustar, with long names as GNU and pax write them. */
final class TarEntries {
  private static final int BLOCK = 512;
  private static final long LARGEST = 64L * 1024 * 1024;

  private TarEntries() {}

  /**
   * @param file given the path and the bytes of every regular file
   */
  static void read(InputStream in, BiConsumer<String, byte[]> file) throws IOException {
    String longName = "";
    for (byte[] header = block(in); header.length > 0; header = block(in)) {
      long size = octal(header, 124, 12);
      if (size < 0 || size > LARGEST) {
        throw new IOException("an entry of " + size + " bytes");
      }
      byte[] content = in.readNBytes((int) size);
      if (content.length < size) {
        throw new EOFException("the archive is cut off");
      }
      in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
      switch (header[156]) {
        case 'L' -> longName = text(content, 0, content.length);
        case 'x' -> longName = paxPath(text(content, 0, content.length));
        case '0', 0 -> {
          file.accept(longName.isEmpty() ? name(header) : longName, content);
          longName = "";
        }
        default -> longName = "";
      }
    }
  }

  private static byte[] block(InputStream in) throws IOException {
    byte[] header = in.readNBytes(BLOCK);
    boolean end = header.length < BLOCK || header[0] == 0;
    return end ? new byte[0] : header;
  }

  private static String name(byte[] header) {
    String prefix = text(header, 257, 5).equals("ustar") ? text(header, 345, 155) : "";
    String name = text(header, 0, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String paxPath(String records) {
    for (String record : records.split("\n", -1)) {
      int path = record.indexOf(" path=");
      if (path > 0) {
        return record.substring(path + " path=".length());
      }
    }
    return "";
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  private static long octal(byte[] bytes, int from, int length) throws IOException {
    try {
      String digits = text(bytes, from, length).strip();
      return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new IOException("not a tar archive", e);
    }
  }
}
