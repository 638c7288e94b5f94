package dev.blackstart.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EtcdSnapshotCheckTest {
  private static final int PAGES = 300;

  @Test
  void aWholeSnapshotIsKnownByTheHashAtItsEnd() throws Exception {
    byte[] snapshot = snapshot();
    EtcdSnapshotCheck.Whole whole = check(snapshot);
    assertEquals(snapshot.length, whole.bytes());
    byte[] hash = Arrays.copyOfRange(snapshot, snapshot.length - 32, snapshot.length);
    assertEquals(HexFormat.of().formatHex(hash), whole.sha256());
  }

  @Test
  void oneThatWasCutOffIsRefusedWhereverItWasCut() throws Exception {
    byte[] snapshot = snapshot();
    for (int length : new int[] {0, 1, 31, 32, 512, 544, 512 * PAGES, snapshot.length - 512}) {
      Failure cut =
          assertThrows(Failure.class, () -> check(Arrays.copyOf(snapshot, length)), "" + length);
      assertEquals(Failure.Kind.INPUT, cut.kind());
      assertTrue(cut.what().startsWith("etcd.db "), cut.what());
    }
  }

  @Test
  void oneThatChangedInAnyPlaceIsRefused() throws Exception {
    for (int place : new int[] {0, 65_535, 65_536, 512 * PAGES - 1, 512 * PAGES + 31}) {
      byte[] snapshot = snapshot();
      snapshot[place] ^= 1;
      Failure changed = assertThrows(Failure.class, () -> check(snapshot), "" + place);
      assertTrue(changed.what().contains("SHA-256 does not match"), changed.what());
    }
  }

  private static EtcdSnapshotCheck.Whole check(byte[] snapshot) throws IOException {
    return EtcdSnapshotCheck.check(new ByteArrayInputStream(snapshot), "etcd.db");
  }

  private static byte[] snapshot() throws Exception {
    byte[] pages = new byte[512 * PAGES];
    new Random(7).nextBytes(pages);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(pages);
    byte[] snapshot = Arrays.copyOf(pages, pages.length + hash.length);
    System.arraycopy(hash, 0, snapshot, pages.length, hash.length);
    return snapshot;
  }
}
