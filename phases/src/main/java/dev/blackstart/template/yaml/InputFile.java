package dev.blackstart.template.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Files that people wrote, read within bounds: the one way to a text that is to be understood. */
public final class InputFile {
  /** The largest file that is read: 16 MiB, ten times the largest CRD bundle of the field. */
  public static final int LARGEST = 16 << 20;

  private InputFile() {}

  /**
   * A file's text, which must be UTF-8.
   *
   * @param name how the user knows the file
   * @throws YamlProblem when it is too large, or no text; with the line
   */
  public static String text(Path file, String name) throws IOException {
    return text(bytes(file, name), name);
  }

  /** The text of bytes that were read already. */
  public static String text(byte[] bytes, String name) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        throw notText(bytes, i, name, "a NUL byte");
      }
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    if (result.isError()) {
      throw notText(bytes, in.position(), name, String.format("byte %02X", bytes[in.position()]));
    }
    return out.flip().toString();
  }

  private static YamlProblem notText(byte[] bytes, int at, String name, String what) {
    int line = 1;
    int begin = 0;
    for (int i = 0; i < at; i++) {
      if (bytes[i] == '\n') {
        line++;
        begin = i + 1;
      }
    }
    String before = new String(Arrays.copyOfRange(bytes, begin, at), StandardCharsets.UTF_8);
    return new YamlProblem(
        new Mark(name, line, before.length() + 1),
        "the file is not UTF-8 text: " + what + " stands here",
        "save " + name + " as UTF-8");
  }

  /**
   * A file's bytes.
   *
   * @throws YamlProblem when it is too large; then nothing of it is read
   */
  public static byte[] bytes(Path file, String name) throws IOException {
    check(Files.size(file), name);
    try (InputStream stream = Files.newInputStream(file)) {
      return bytes(stream, name);
    }
  }

  /** All bytes of a stream, within the same bound. */
  public static byte[] bytes(InputStream stream, String name) throws IOException {
    byte[] bytes = stream.readNBytes(LARGEST + 1);
    check(bytes.length, name);
    return bytes;
  }

  private static void check(long size, String name) {
    if (size > LARGEST) {
      String much = size > LARGEST + 1 ? "the file has " + (size >> 20) + " MiB, " : "";
      throw new YamlProblem(
          new Mark(name, 1, 1),
          much + "more than the " + (LARGEST >> 20) + " MiB that are read",
          "keep large and binary files out of what a cluster is read from");
    }
  }
}
