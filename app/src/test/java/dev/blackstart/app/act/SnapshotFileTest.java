package dev.blackstart.app.act;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.Refusal;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.world.Failure;
import dev.blackstart.world.NodeOperations;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {
  private static final Node NODE = new Node("cp-1", "10.77.2.11", Role.CONTROL_PLANE);

  @TempDir Path folder;

  @Test
  void whatIsNotWholeNeverTakesThePlaceOfWhatWas() throws Exception {
    Path file = folder.resolve("etcd.db");
    byte[] first = snapshot((byte) 1);
    new SnapshotFile(file, false).take(sending(first), NODE);
    byte[] second = snapshot((byte) 2);
    for (byte[] torn :
        List.of(Arrays.copyOf(second, second.length - 1), new byte[0], changed(second))) {
      Failure failure =
          assertThrows(Failure.class, () -> new SnapshotFile(file, true).take(sending(torn), NODE));
      assertEquals(Failure.Kind.REFUSED, failure.kind());
      assertTrue(failure.what().startsWith("what cp-1 sent "), failure.what());
      assertArrayEquals(first, Files.readAllBytes(file));
    }
    new SnapshotFile(file, true).take(sending(second), NODE);
    assertArrayEquals(second, Files.readAllBytes(file));
    assertAlone(file);
  }

  @Test
  void aNodeThatFailsInTheMiddleLeavesNothingBehind() throws Exception {
    Path file = folder.resolve("etcd.db");
    NodeOperations failing =
        operations(
            to -> {
              to.write(new byte[5000]);
              throw new Failure(Failure.Kind.UNREACHABLE, "gone", "again");
            });
    assertThrows(Failure.class, () -> new SnapshotFile(file, false).take(failing, NODE));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aFolderIsNoFile() {
    Refusal refusal = assertThrows(Refusal.class, () -> new SnapshotFile(folder, true));
    assertEquals(2, refusal.exit());
  }

  private void assertAlone(Path file) throws Exception {
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(List.of(file), all.toList());
    }
  }

  private interface Sending {
    void to(OutputStream out) throws Exception;
  }

  private static NodeOperations sending(byte[] bytes) {
    return operations(to -> to.write(bytes));
  }

  /** A node of which nothing but a snapshot can be had. */
  private static NodeOperations operations(Sending sending) {
    return (NodeOperations)
        Proxy.newProxyInstance(
            NodeOperations.class.getClassLoader(),
            new Class<?>[] {NodeOperations.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("snapshotEtcd")) {
                throw new UnsupportedOperationException(method.getName());
              }
              sending.to((OutputStream) arguments[1]);
              return 0L;
            });
  }

  private static byte[] snapshot(byte content) throws Exception {
    byte[] pages = new byte[1024];
    Arrays.fill(pages, content);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(pages);
    byte[] snapshot = Arrays.copyOf(pages, pages.length + hash.length);
    System.arraycopy(hash, 0, snapshot, pages.length, hash.length);
    return snapshot;
  }

  private static byte[] changed(byte[] snapshot) {
    byte[] other = snapshot.clone();
    other[700] ^= 1;
    return other;
  }
}
