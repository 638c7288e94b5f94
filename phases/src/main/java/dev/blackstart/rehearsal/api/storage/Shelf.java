package dev.blackstart.rehearsal.api.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** All objects of one resource, with the changes that led there. */
final class Shelf {
  private static final int BATCH = 256;

  private final AtomicLong revision;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final TreeMap<String, ObjectNode> objects = new TreeMap<>();
  private final ChangeLog log;
  private final Consumer<Change> listener;
  private boolean closed;

  /**
   * @param floor revision before which no change is known
   */
  Shelf(AtomicLong revision, int capacity, long floor, Consumer<Change> listener) {
    this.revision = revision;
    this.log = new ChangeLog(capacity, floor);
    this.listener = listener;
  }

  ObjectNode get(String key) {
    lock.lock();
    try {
      return objects.get(key);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts the next state if the current one is still this one (null: none); false when it is not.
   */
  boolean put(String key, ObjectNode current, ObjectNode next) {
    lock.lock();
    try {
      if (objects.get(key) != current) {
        return false;
      }
      long now = revision.incrementAndGet();
      next.withObject("/metadata").put("resourceVersion", Long.toString(now));
      objects.put(key, next);
      publish(
          new Change(
              current == null ? Change.Kind.ADDED : Change.Kind.MODIFIED, now, next, current));
      return true;
    } finally {
      lock.unlock();
    }
  }

  void restore(String key, ObjectNode object, long modified) {
    lock.lock();
    try {
      object.withObject("/metadata").put("resourceVersion", Long.toString(modified));
      objects.put(key, object);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the object away if its state is still this one; {@code last} is what watchers see of it.
   */
  boolean remove(String key, ObjectNode current, ObjectNode last) {
    lock.lock();
    try {
      if (objects.get(key) != current) {
        return false;
      }
      long now = revision.incrementAndGet();
      last.withObject("/metadata").put("resourceVersion", Long.toString(now));
      objects.remove(key);
      publish(new Change(Change.Kind.DELETED, now, last, current));
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void publish(Change change) {
    log.append(change);
    listener.accept(change);
    changed.signalAll();
  }

  /** The objects whose key begins with a prefix, as they are now or were at an earlier revision. */
  ObjectStore.Listing list(String prefix, long atRevision) {
    lock.lock();
    try {
      long now = revision.get();
      if (atRevision <= 0 || atRevision >= now) {
        return new ObjectStore.Listing(List.copyOf(begin(objects, prefix).values()), now);
      }
      if (!log.reachesBackTo(atRevision)) {
        throw new ExpiredException();
      }
      TreeMap<String, ObjectNode> then = new TreeMap<>(objects);
      List<Change> since = log.after(atRevision, Integer.MAX_VALUE);
      for (Change change : since.reversed()) {
        if (change.previous() == null) {
          then.remove(ObjectStore.key(change.object()));
        } else {
          then.put(ObjectStore.key(change.object()), change.previous());
        }
      }
      return new ObjectStore.Listing(List.copyOf(begin(then, prefix).values()), atRevision);
    } finally {
      lock.unlock();
    }
  }

  private static Map<String, ObjectNode> begin(TreeMap<String, ObjectNode> objects, String prefix) {
    return prefix.isEmpty()
        ? objects
        : objects.subMap(prefix, true, prefix + Character.MAX_VALUE, false);
  }

  /** Changes after a revision; waits for one until the deadline. */
  ObjectStore.Changes changes(long after, long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (true) {
        if (!log.reachesBackTo(after)) {
          throw new ExpiredException();
        }
        List<Change> found = log.after(after, BATCH);
        if (!found.isEmpty()) {
          return new ObjectStore.Changes(
              new ArrayList<>(found), found.get(found.size() - 1).revision(), closed);
        }
        if (left <= 0 || closed) {
          return new ObjectStore.Changes(List.of(), Math.max(after, revision.get()), closed);
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Wakes everyone who waits for changes, for good. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Wakes those who wait for changes to look whether they still want any. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
