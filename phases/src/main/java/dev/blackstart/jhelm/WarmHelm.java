package dev.blackstart.jhelm;

import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps one child ready, serves callers in turn and replaces a child that was killed. */
final class WarmHelm implements AutoCloseable {
  private final Path work;
  private final String manager;
  private final ReentrantLock turn = new ReentrantLock();
  private HelmChild child;
  private boolean closed;

  /**
   * @param manager the field manager of what Helm writes
   */
  WarmHelm(Path work, String manager) {
    this.work = work;
    this.manager = manager;
  }

  /** A request as callers make it: the files are written by us. */
  interface Asking {
    HelmRequest request(List<String> valuesFiles);
  }

  /** Starts a child when nobody uses one. */
  void warmUp() {
    if (turn.tryLock()) {
      try {
        ready();
      } catch (IOException e) {
        // The first request meets the same and says so.
      } finally {
        turn.unlock();
      }
    }
  }

  /**
   * Asks Helm. The values lie in files of the child's folder as long as it works on them.
   *
   * @param meanwhile called a few times a second
   * @throws Failure when the child cannot be started, ends by itself or takes too long
   * @throws InterruptedException after the child was killed
   */
  HelmReply ask(List<String> values, Duration wall, Runnable meanwhile, Asking asking)
      throws InterruptedException {
    turn.lockInterruptibly();
    try {
      HelmChild helm = ready();
      List<Path> files = new ArrayList<>();
      try {
        for (String yaml : values) {
          files.add(HelmFolder.write(helm.folder(), "values-", ".yaml", yaml));
        }
        HelmRequest request = asking.request(files.stream().map(Path::toString).toList());
        return helm.ask(request, wall, meanwhile)
            .orElseThrow(() -> HelmFailures.tookTooLong(request, wall));
      } finally {
        files.forEach(HelmFolder::delete);
      }
    } catch (InterruptedException e) {
      drop();
      throw e;
    } catch (RuntimeException e) {
      // It is still at work on what nobody waits for any more.
      drop();
      if (Thread.interrupted()) {
        throw (InterruptedException) new InterruptedException().initCause(e);
      }
      throw e;
    } catch (IOException e) {
      drop();
      throw HelmFailures.ended(e, work);
    } finally {
      turn.unlock();
    }
  }

  private HelmChild ready() throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    if (child != null && !child.alive()) {
      drop();
    }
    if (child == null) {
      HelmFolder.sweep(work);
      child = HelmChild.start(work, manager);
    }
    return child;
  }

  private void drop() {
    if (child != null) {
      child.kill();
      child = null;
    }
  }

  /** Process id of the child, for tests that look whether it is gone. */
  Optional<Long> pid() {
    HelmChild now = child;
    return Optional.ofNullable(now).map(HelmChild::pid);
  }

  /** Ends the child; one that is at work is killed. */
  @Override
  public void close() {
    boolean idle = turn.tryLock();
    try {
      closed = true;
      HelmChild last = child;
      if (last == null) {
        return;
      }
      if (idle) {
        last.close();
      } else {
        last.kill();
      }
    } finally {
      if (idle) {
        turn.unlock();
      }
    }
  }
}
