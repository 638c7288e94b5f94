package dev.blackstart.app.look;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.Failure;
import dev.blackstart.world.NodeDiagnostics;
import dev.blackstart.world.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * A log of a node as it grows: the newest of its past, then what comes, each line once. A node that
 * goes away while it is followed is waited for, and what it said meanwhile is caught up with.
 */
public final class GrowingLog {
  /** How much is read again to find where it was left. */
  private static final int OVERLAP = 500;

  /** More than is written between two calls. */
  private static final int MEANWHILE = 100;

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

  private final NodeDiagnostics diagnostics;
  private final Node node;
  private final String service;
  private final int newest;
  private final TimeSource time;
  private final Passage told = new Passage();
  private int read;

  /**
   * @param service a service's id, or {@link Topic#KERNEL}
   * @param newest how many lines of the past, -1 for all
   */
  GrowingLog(NodeDiagnostics diagnostics, Node node, String service, int newest, TimeSource time) {
    this.diagnostics = diagnostics;
    this.node = node;
    this.service = service;
    this.newest = newest;
    this.time = time;
  }

  /**
   * Tells the newest of the past.
   *
   * @throws Failure when it cannot be had
   */
  public void past(Consumer<String> lines) throws InterruptedException {
    tell(read(newest), lines);
  }

  /**
   * Tells the past and then what comes, until it is interrupted.
   *
   * @throws Failure when it could not be had from the beginning
   */
  public void follow(Consumer<String> lines) throws InterruptedException {
    past(lines);
    String trouble = "";
    while (true) {
      try {
        stream(lines);
        trouble = "";
      } catch (Failure lost) {
        if (!lost.what().equals(trouble)) {
          trouble = lost.what();
          lines.accept("-- " + trouble + "; waiting for it --");
        }
      }
      time.pause(BETWEEN_TRIES);
      trouble = caughtUp(lines) ? "" : trouble;
    }
  }

  /** Whether the node answers again. */
  private boolean caughtUp(Consumer<String> lines) throws InterruptedException {
    try {
      tell(told.after(List.copyOf(read(OVERLAP))), lines);
      return true;
    } catch (Failure still) {
      return false;
    }
  }

  /**
   * The stream begins with a piece of the past, which is left out up to the lines told last; when
   * they are not among as many lines as there were, everything is new.
   */
  private void stream(Consumer<String> lines) throws InterruptedException {
    int past = (service.equals(Topic.KERNEL) ? read : Math.min(read, OVERLAP)) + MEANWHILE;
    Passage passing = new Passage();
    int[] left = {read == 0 ? 0 : past};
    Consumer<String> unseen =
        line -> {
          if (left[0] == 0) {
            tell(List.of(line), lines);
          } else {
            passing.add(line);
            left[0] = passing.endsWith(told) ? 0 : left[0] - 1;
          }
        };
    if (service.equals(Topic.KERNEL)) {
      diagnostics.kernelLog(node, true, unseen);
    } else {
      diagnostics.log(node, service, past, true, unseen);
    }
  }

  private Deque<String> read(int most) throws InterruptedException {
    Deque<String> kept = new ArrayDeque<>();
    int[] count = {0};
    Consumer<String> keep =
        line -> {
          count[0]++;
          kept.addLast(line);
          if (most >= 0 && kept.size() > most) {
            kept.removeFirst();
          }
        };
    if (service.equals(Topic.KERNEL)) {
      diagnostics.kernelLog(node, false, keep);
    } else {
      diagnostics.log(node, service, most, false, keep);
    }
    read = count[0];
    return kept;
  }

  private void tell(Iterable<String> next, Consumer<String> lines) {
    for (String line : next) {
      told.add(line);
      lines.accept(line);
    }
  }
}
