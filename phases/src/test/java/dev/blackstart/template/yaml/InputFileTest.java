package dev.blackstart.template.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
  @TempDir private Path folder;

  private YamlProblem problem(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("a.yaml"), bytes);
    return assertThrows(YamlProblem.class, () -> InputFile.text(file, "apps/a.yaml"));
  }

  @Test
  void aFileOfAHundredMegabytesIsRefusedUnread() throws IOException {
    Path file = folder.resolve("large.yaml");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(100L << 20);
    }
    YamlProblem problem =
        assertThrows(YamlProblem.class, () -> InputFile.text(file, "apps/large.yaml"));

    assertEquals(
        "apps/large.yaml:1: the file has 100 MiB, more than the 16 MiB that are read",
        problem.getMessage());
    assertEquals(
        "keep large and binary files out of what a cluster is read from", problem.remedy());
  }

  @Test
  void aStreamWithoutAnEndIsReadNoFurtherThanTheBound() {
    ByteArrayInputStream endless = new ByteArrayInputStream(new byte[InputFile.LARGEST + 5]);

    YamlProblem problem =
        assertThrows(YamlProblem.class, () -> InputFile.bytes(endless, "https://example.org/a"));

    assertEquals(
        "https://example.org/a:1: more than the 16 MiB that are read", problem.getMessage());
    assertEquals(4, endless.available());
  }

  @Test
  void whatIsNoTextIsNamedWithItsLine() throws IOException {
    YamlProblem nul = problem("a: 1\nb: x\0y\n".getBytes(StandardCharsets.UTF_8));
    assertEquals(
        "apps/a.yaml:2: the file is not UTF-8 text: a NUL byte stands here", nul.getMessage());
    assertEquals(5, nul.mark().column());

    YamlProblem latin = problem("a: 1\n\nb: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        "apps/a.yaml:3: the file is not UTF-8 text: byte E9 stands here", latin.getMessage());
    assertEquals("save apps/a.yaml as UTF-8", latin.remedy());

    assertEquals(
        "apps/a.yaml:1: the file is not UTF-8 text: a NUL byte stands here",
        problem("a: 1\n".getBytes(StandardCharsets.UTF_16LE)).getMessage());
  }

  @Test
  void aTextIsReadAsItStands() throws IOException {
    Path file = Files.writeString(folder.resolve("b.yaml"), "caf\u00e9: \u2603 \ud83d\ude00\r\n");

    assertEquals("caf\u00e9: \u2603 \ud83d\ude00\r\n", InputFile.text(file, "b.yaml"));
  }
}
