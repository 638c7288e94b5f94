package dev.blackstart.talos;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The kubeconfig as Talos sends it: a gzipped tar with one file. The tar ends where the file ends,
 * without the padding and the zero blocks that other readers insist on.
 */
final class KubeconfigArchive {
  private static final int HEADER = 512;

  /** A kubeconfig has some kilobytes; what a node sends may unpack to anything. */
  private static final int LARGEST = 4 << 20;

  private static final int SIZE_FROM = 124;
  private static final int SIZE_TO = 136;

  private KubeconfigArchive() {}

  /**
   * The text of the file.
   *
   * @throws IOException when this is no such archive
   */
  static String read(byte[] archive) throws IOException {
    byte[] tar;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(archive))) {
      tar = in.readNBytes(LARGEST + 1);
    }
    if (tar.length > LARGEST) {
      throw new IOException("an archive of more than " + (LARGEST >> 20) + " MiB");
    }
    if (tar.length < HEADER) {
      throw new IOException("an archive shorter than its header");
    }
    String octal =
        new String(Arrays.copyOfRange(tar, SIZE_FROM, SIZE_TO), StandardCharsets.US_ASCII)
            .replaceAll("[\0 ]", "");
    int size;
    try {
      size = Integer.parseInt(octal, 8);
    } catch (NumberFormatException e) {
      throw new IOException("an archive whose file has no size", e);
    }
    if (size < 0 || tar.length - HEADER < size) {
      throw new IOException("an archive that was cut off");
    }
    return new String(tar, HEADER, size, StandardCharsets.UTF_8);
  }
}
