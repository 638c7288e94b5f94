package dev.blackstart.rehearsal.node.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Writes a gzip of a tar (POSIX ustar), as Talos's Copy sends it. */
public final class Tar {
  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int PREFIX = 155;

  private Tar() {}

  /**
   * An entry of the archive.
   *
   * @param name in the archive; folders end in a slash
   */
  public record Member(String name, FileEntry entry) {}

  /** Whether the format can hold the name. */
  public static boolean holds(String name) {
    return split(name) >= 0;
  }

  public static byte[] gzip(List<Member> members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      for (Member member : members) {
        byte[] content =
            member.entry().content() == null ? new byte[0] : member.entry().content().get();
        out.write(header(member, content.length));
        out.write(content);
        out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
      }
      out.write(new byte[2 * BLOCK]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] header(Member member, long size) {
    FileEntry entry = member.entry();
    byte[] header = new byte[BLOCK];
    int split = split(member.name());
    text(header, 0, member.name().substring(split == 0 ? 0 : split + 1));
    text(header, 345, member.name().substring(0, split));
    octal(header, 100, 8, entry.permissions());
    octal(header, 108, 8, 0);
    octal(header, 116, 8, 0);
    octal(header, 124, 12, size);
    octal(header, 136, 12, entry.modified().getEpochSecond());
    header[156] =
        (byte)
            switch (entry.kind()) {
              case FILE, SOCKET -> '0';
              case LINK -> '2';
              case CHARACTER_DEVICE -> '3';
              case BLOCK_DEVICE -> '4';
              case FOLDER -> '5';
            };
    text(header, 157, entry.link());
    text(header, 257, "ustar");
    text(header, 263, "00");
    java.util.Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte one : header) {
      sum += one & 0xff;
    }
    text(header, 148, String.format(Locale.ROOT, "%06o", sum));
    header[154] = 0;
    return header;
  }

  /** Where the slash is that parts prefix and name; 0 when no prefix is needed, -1 if none fits. */
  private static int split(String name) {
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    if (length <= NAME) {
      return 0;
    }
    int slash = name.indexOf('/', Math.max(0, length - NAME - 1));
    return slash > 0 && slash <= PREFIX && slash < name.length() - 1 ? slash : -1;
  }

  private static void text(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, Math.min(bytes.length, NAME));
  }

  private static void octal(byte[] header, int at, int length, long value) {
    text(header, at, String.format(Locale.ROOT, "%0" + (length - 1) + "o", value));
  }
}
