package dev.blackstart.jhelm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.world.Charts.Chart;
import dev.blackstart.world.Failure;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts as files: packed, found in a mirror, and held against the mirror's sums. */
class ChartArchiveTest {
  @TempDir Path folder;

  private ChartShelf shelf(Path mirror) {
    return new ChartShelf(
        Workplaces.of(folder, mirror), new SystemTimeSource(), KeptReadings.nowhere());
  }

  private static ChartRef ref() {
    return ChartRef.oci("oci://x/tested", "1.0.0");
  }

  @Test
  void aFolderIsPackedToTheSameBytesAndReadBackTheSame() throws Exception {
    TestChart.write(folder.resolve("folders"), "1.0.0");
    Path deep = folder.resolve("folders/tested/files/" + "d".repeat(60) + "/" + "e".repeat(60));
    Files.createDirectories(deep);
    Files.writeString(deep.resolve("a.txt"), "deep");
    Chart chart = shelf(folder.resolve("folders")).chart(ref());
    byte[] archive = ChartArchive.of(chart);
    assertArrayEquals(archive, ChartArchive.of(chart));
    Path mirror = Files.createDirectories(folder.resolve("mirror"));
    Files.write(mirror.resolve("tested-1.0.0.tgz"), archive);
    Chart found = shelf(mirror).chart(ref());
    assertEquals(chart.digest(), found.digest());
    assertArrayEquals(archive, ChartArchive.of(found));
    try (JHelmCharts helm =
        new JHelmCharts(ChartsContract.settings(folder), new NoCluster(), new SystemTimeSource())) {
      Files.createDirectories(folder.resolve("charts"));
      Files.write(folder.resolve("charts/tested-1.0.0.tgz"), archive);
      assertEquals(2, helm.render(SampleCharts.release("tested", "some", "1.0.0")).size());
    }
  }

  @Test
  void aMirrorWhoseFileIsAnotherIsRefused() throws Exception {
    TestChart.write(folder.resolve("folders"), "1.0.0");
    byte[] archive = ChartArchive.of(shelf(folder.resolve("folders")).chart(ref()));
    Path mirror = Files.createDirectories(folder.resolve("mirror"));
    Path file = mirror.resolve("tested-1.0.0.tgz");
    Files.write(file, archive);
    Files.writeString(mirror.resolve("SHA256SUMS"), "0".repeat(64) + "  tested-1.0.0.tgz\n");
    Failure failure = assertThrows(Failure.class, () -> shelf(mirror).chart(ref()));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertTrue(failure.what().contains("is not the file that was mirrored"), failure.what());
    assertTrue(failure.remedy().contains("blackstart mirror --refresh --out " + mirror));
    Files.writeString(mirror.resolve("SHA256SUMS"), "0".repeat(64) + "  other-1.0.0.tgz\n");
    assertEquals("tested", shelf(mirror).chart(ref()).name());
  }

  @Test
  void anArchiveThatIsHugeWhenUnpackedIsRefused() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      byte[] header = new byte[512];
      System.arraycopy("tested/values.yaml".getBytes("UTF-8"), 0, header, 0, 18);
      System.arraycopy("00240000000".getBytes("UTF-8"), 0, header, 124, 11);
      header[156] = '0';
      byte[] content = new byte[0240000000 / 4];
      for (int entry = 0; entry < 3; entry++) {
        out.write(header);
        for (int part = 0; part < 4; part++) {
          out.write(content);
        }
      }
      out.write(new byte[1024]);
    }
    Path mirror = Files.createDirectories(folder.resolve("mirror"));
    Files.write(mirror.resolve("tested-1.0.0.tgz"), bytes.toByteArray());
    Failure failure = assertThrows(Failure.class, () -> shelf(mirror).chart(ref()));
    assertTrue(
        failure.what().endsWith("cannot be read: it is larger than 100 MB unpacked"),
        failure.what());
  }
}
