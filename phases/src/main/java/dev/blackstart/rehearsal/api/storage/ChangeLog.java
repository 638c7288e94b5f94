package dev.blackstart.rehearsal.api.storage;

import java.util.ArrayList;
import java.util.List;

/**
 * The latest changes of one resource in a ring: who falls behind its length has lost some and must
 * list again.
 */
final class ChangeLog {
  private static final int FIRST_CAPACITY = 64;

  private final int capacity;
  private Change[] ring;
  private long first;
  private long end;
  private long lostUpTo;

  /**
   * @param floor revision before which no change is known
   */
  ChangeLog(int capacity, long floor) {
    this.lostUpTo = floor;
    this.capacity = capacity;
    this.ring = new Change[Math.min(capacity, FIRST_CAPACITY)];
  }

  void append(Change change) {
    int held = (int) (end - first);
    if (held == ring.length && ring.length < capacity) {
      Change[] wider = new Change[Math.min(capacity, ring.length * 2)];
      for (long i = first; i < end; i++) {
        wider[(int) (i % wider.length)] = ring[(int) (i % ring.length)];
      }
      ring = wider;
    } else if (held == ring.length) {
      lostUpTo = at(first).revision();
      first++;
    }
    ring[(int) (end % ring.length)] = change;
    end++;
  }

  /** Whether every change after this revision is still here. */
  boolean reachesBackTo(long revision) {
    return revision >= lostUpTo;
  }

  /** The changes after a revision, oldest first, at most so many. */
  List<Change> after(long revision, int limit) {
    long low = first;
    long high = end;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (at(middle).revision() <= revision) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    List<Change> changes = new ArrayList<>();
    for (long i = low; i < end && changes.size() < limit; i++) {
      changes.add(at(i));
    }
    return changes;
  }

  private Change at(long position) {
    return ring[(int) (position % ring.length)];
  }
}
