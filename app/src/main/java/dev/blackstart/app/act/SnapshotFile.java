package dev.blackstart.app.act;

import dev.blackstart.app.Refusal;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.EtcdSnapshotCheck;
import dev.blackstart.world.Failure;
import dev.blackstart.world.NodeOperations;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A snapshot of etcd in a file that only its owner reads: whole and checked, or not there. */
public final class SnapshotFile {
  private final Path file;

  /**
   * @param overwrite whether one that is there may be replaced
   * @throws Refusal 2 when something is there
   */
  public SnapshotFile(Path file, boolean overwrite) {
    this.file = file.toAbsolutePath().normalize();
    if (Files.isDirectory(this.file)) {
      throw new Refusal(2, file + " is a folder", "name a file in it, such as etcd.db");
    }
    if (Files.exists(this.file) && !overwrite) {
      throw new Refusal(2, file + " is there already", "name another, or: --overwrite");
    }
  }

  public Path path() {
    return file;
  }

  /**
   * Takes it from a node, and checks the hash at its end before anybody finds it.
   *
   * @throws Failure INPUT when it cannot be written, REFUSED when what came is not whole,
   *     UNREACHABLE
   */
  public EtcdSnapshotCheck.Whole take(NodeOperations operations, Node node) {
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    try {
      EtcdSnapshotCheck.Whole whole = taken(operations, node, fresh);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return whole;
    } catch (NoSuchFileException missing) {
      throw unwritable("there is no folder " + file.getParent(), missing);
    } catch (IOException full) {
      throw unwritable(String.valueOf(full.getMessage()), full);
    } finally {
      remove(fresh);
    }
  }

  private static EtcdSnapshotCheck.Whole taken(NodeOperations operations, Node node, Path fresh)
      throws IOException {
    Files.deleteIfExists(fresh);
    try (FileChannel channel =
            FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")));
        OutputStream to = new BufferedOutputStream(Channels.newOutputStream(channel))) {
      operations.snapshotEtcd(node, to);
      to.flush();
      channel.force(true);
    }
    try (InputStream written = new BufferedInputStream(Files.newInputStream(fresh))) {
      return EtcdSnapshotCheck.check(written, "what " + node.name() + " sent");
    } catch (Failure torn) {
      throw new Failure(
          Failure.Kind.REFUSED, torn.what(), "take it again, or from another: --node NODE", torn);
    }
  }

  private Failure unwritable(String why, IOException cause) {
    return new Failure(
        Failure.Kind.INPUT,
        "cannot write the snapshot to " + file + ": " + why,
        "check the folder, or name another file",
        cause);
  }

  private static void remove(Path fresh) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      // It is readable by its owner only, and the next one takes its place.
    }
  }
}
