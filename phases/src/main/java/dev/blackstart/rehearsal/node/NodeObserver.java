package dev.blackstart.rehearsal.node;

/** Hears of every change of a node: stage, services, power. Called one at a time. */
@FunctionalInterface
public interface NodeObserver {
  void changed(SimulatedNode node);
}
