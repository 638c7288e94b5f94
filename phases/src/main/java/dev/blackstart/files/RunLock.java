package dev.blackstart.files;

import dev.blackstart.run.RunId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One operator at a time on a cluster and world. The lock is the kernel's, so it goes with its
 * process, however that ends; the file only says who holds it.
 */
public final class RunLock implements AutoCloseable {
  private static final String NAME = "lock";

  private final FileChannel channel;
  private final FileLock lock;

  private RunLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lock of a folder; absent when somebody else holds it.
   *
   * @param holder tells others who we are
   */
  public static Optional<RunLock> take(Path folder, Holder holder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(NAME),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    channel.truncate(0);
    channel.write(ByteBuffer.wrap((holder + "\n").getBytes(StandardCharsets.UTF_8)), 0);
    return Optional.of(new RunLock(channel, lock));
  }

  /**
   * Who works under a lock.
   *
   * @param pid of the process that drives the run
   */
  public record Holder(RunId run, long pid, String user) {
    private static final Pattern WRITTEN = Pattern.compile("run (\\S+), process (\\d+), user (.*)");

    @Override
    public String toString() {
      return "run " + run + ", process " + pid + ", user " + user;
    }

    private static Optional<Holder> read(String line) {
      Matcher written = WRITTEN.matcher(line);
      return written.matches()
          ? Optional.of(
              new Holder(
                  new RunId(written.group(1)), Long.parseLong(written.group(2)), written.group(3)))
          : Optional.empty();
    }
  }

  /** Who took the lock last. */
  public static Optional<Holder> last(Path folder) {
    try {
      return Holder.read(Files.readString(folder.resolve(NAME)).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Who holds the lock now; absent when its process has gone, however it ended. */
  public static Optional<Holder> holding(Path folder) {
    return last(folder).filter(holder -> held(folder, holder.pid()));
  }

  /** A process that ended may linger as a name only, or its number be another's: the lock knows. */
  private static boolean held(Path folder, long pid) {
    // Closing a file lets go of every lock this process has on it: our own is not looked at.
    if (pid == ProcessHandle.current().pid()) {
      return true;
    }
    if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(folder.resolve(NAME), StandardOpenOption.WRITE);
        FileLock probe = channel.tryLock()) {
      return probe == null;
    } catch (IOException | OverlappingFileLockException e) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      // Nobody holds it any more, this process not either: it does not ask the lock for itself.
      channel.truncate(0);
      lock.release();
      channel.close();
    } catch (IOException e) {
      // The kernel lets go of it when the process ends.
    }
  }
}
