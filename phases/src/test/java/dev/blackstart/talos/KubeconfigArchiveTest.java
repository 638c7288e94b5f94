package dev.blackstart.talos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class KubeconfigArchiveTest {
  @Test
  void anArchiveThatEndsWithItsFileIsRead() throws IOException {
    assertEquals("apiVersion: v1\n", KubeconfigArchive.read(archive("apiVersion: v1\n")));
    assertEquals("", KubeconfigArchive.read(archive("")));
  }

  @Test
  void whatWasCutOffIsRefused() throws IOException {
    byte[] whole = archive("apiVersion: v1\n");
    byte[] part = Arrays.copyOf(whole, whole.length / 2);
    assertThrows(IOException.class, () -> KubeconfigArchive.read(part));
    assertThrows(IOException.class, () -> KubeconfigArchive.read(new byte[0]));
    assertThrows(IOException.class, () -> KubeconfigArchive.read(zipped(new byte[600])));
  }

  /** As Talos makes it: a header and the content, no padding, no end. */
  static byte[] archive(String content) throws IOException {
    byte[] text = content.getBytes(StandardCharsets.UTF_8);
    byte[] size = String.format("%011o\0", text.length).getBytes(StandardCharsets.US_ASCII);
    byte[] tar = new byte[512 + text.length];
    System.arraycopy(size, 0, tar, 124, size.length);
    System.arraycopy(text, 0, tar, 512, text.length);
    return zipped(tar);
  }

  private static byte[] zipped(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(content);
    }
    return bytes.toByteArray();
  }
}
