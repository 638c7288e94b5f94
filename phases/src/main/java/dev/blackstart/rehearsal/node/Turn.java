package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.wire.InTurn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Everything that changes in a fleet changes within a turn, one at a time. At its end the nodes
 * draw their conclusions, and then observers hear which of them changed, outside of any turn.
 */
final class Turn {
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<SimulatedNode> touched = new LinkedHashSet<>();
  private final List<NodeObserver> observers = new CopyOnWriteArrayList<>();
  private final InTurn news;
  private List<SimulatedNode> all = List.of();

  Turn(Executor threads) {
    news = new InTurn(threads);
  }

  void of(List<SimulatedNode> nodes) {
    all = List.copyOf(nodes);
  }

  void observe(NodeObserver observer) {
    observers.add(observer);
  }

  <T> T take(Supplier<T> act) {
    lock.lock();
    try {
      T result = act.get();
      if (lock.getHoldCount() == 1) {
        conclude();
      }
      return result;
    } finally {
      lock.unlock();
    }
  }

  void take(Runnable act) {
    take(
        () -> {
          act.run();
          return null;
        });
  }

  /** Something about the node changed; only within a turn. */
  void touched(SimulatedNode node) {
    touched.add(node);
  }

  /** What one node does may be what another waits for, so all look until nothing moves. */
  private void conclude() {
    Set<SimulatedNode> changed = new LinkedHashSet<>();
    while (!touched.isEmpty()) {
      List<SimulatedNode> moved = List.copyOf(touched);
      changed.addAll(moved);
      touched.clear();
      boolean awaited = moved.stream().anyMatch(SimulatedNode::isAwaited);
      (awaited ? all : moved).forEach(SimulatedNode::settle);
    }
    if (!changed.isEmpty()) {
      all.forEach(node -> node.publishWatched(changed.contains(node)));
    }
    for (SimulatedNode node : new ArrayList<>(changed)) {
      observers.forEach(observer -> news.execute(() -> observer.changed(node)));
    }
  }
}
