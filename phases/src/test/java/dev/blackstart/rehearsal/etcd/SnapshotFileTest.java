package dev.blackstart.rehearsal.etcd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The database file: large trees and large values, and files nobody should trust. */
class SnapshotFileTest {
  @Test
  void aTreeOfManyPagesIsReadAsItWasWritten() throws Exception {
    EtcdDatabase database = database(20_000, 7);
    EtcdDatabase read = SnapshotFile.read(SnapshotFile.write(database));
    assertEquals(database.revision(), read.revision());
    assertEquals(database.entries().size(), read.entries().size());
    for (int i = 0; i < database.entries().size(); i += 997) {
      EtcdDatabase.Entry expected = database.entries().get(i);
      EtcdDatabase.Entry found = read.entries().get(i);
      assertEquals(expected.toString(), found.toString());
      assertArrayEquals(expected.value(), found.value());
    }
  }

  @Test
  void aValueMayBeLargerThanAPage() throws Exception {
    byte[] large = new byte[1 << 20];
    Arrays.fill(large, (byte) 'x');
    EtcdDatabase database =
        new EtcdDatabase(9, List.of(new EtcdDatabase.Entry("/registry/a", large, 3, 8, 2)));
    EtcdDatabase.Entry read = SnapshotFile.read(SnapshotFile.write(database)).entries().getFirst();
    assertArrayEquals(large, read.value());
    assertEquals(2, read.version());
  }

  @Test
  void onlyItsOwnHashOpensASnapshot() throws Exception {
    byte[] file = SnapshotFile.write(EtcdDatabase.EMPTY);
    byte[] sealed = SnapshotFile.sealed(file);
    assertArrayEquals(file, SnapshotFile.opened(sealed, false));
    assertArrayEquals(file, SnapshotFile.opened(file, true));
    assertEquals(
        "snapshot missing hash but --skip-hash-check=false",
        assertThrows(DamagedSnapshotException.class, () -> SnapshotFile.opened(file, false))
            .getMessage());
    sealed[100]++;
    assertTrue(
        assertThrows(DamagedSnapshotException.class, () -> SnapshotFile.opened(sealed, false))
            .getMessage()
            .startsWith("expected sha256 ["));
  }

  @Test
  void noDamageMakesMoreThanARefusal() {
    byte[] whole = SnapshotFile.write(database(300, 3));
    Random random = new Random(11);
    for (int round = 0; round < 3000; round++) {
      byte[] damaged =
          Arrays.copyOf(whole, round % 3 == 0 ? random.nextInt(whole.length) : whole.length);
      for (int i = 0; i < 1 + random.nextInt(8) && damaged.length > 0; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        SnapshotFile.read(damaged);
      } catch (DamagedSnapshotException refused) {
        assertTrue(refused.getMessage().length() < 500, refused.getMessage());
      }
    }
  }

  private static EtcdDatabase database(int keys, long seed) {
    Random random = new Random(seed);
    List<EtcdDatabase.Entry> entries = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      byte[] value = new byte[random.nextInt(400)];
      Arrays.fill(value, (byte) ('a' + i % 26));
      entries.add(
          new EtcdDatabase.Entry("/registry/configmaps/default/" + i, value, i + 2, i + 2, 1));
    }
    entries.add(
        new EtcdDatabase.Entry(
            "/registry/\u00e4", "v".getBytes(StandardCharsets.UTF_8), keys + 5, keys + 5, 1));
    return new EtcdDatabase(keys + 50, entries);
  }
}
