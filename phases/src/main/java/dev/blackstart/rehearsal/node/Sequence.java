package dev.blackstart.rehearsal.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a machine does from one point of its life to the next (Talos 1.12 sequencer): phases one
 * after the other, the tasks of a phase side by side.
 */
final class Sequence {
  private final String name;
  private final List<Phase> phases = new ArrayList<>();

  /** A stretch of a sequence. */
  record Phase(String name, List<Task> tasks) {}

  /** One thing done in a phase. */
  record Task(String name, Work work) {}

  Sequence(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  List<Phase> phases() {
    return phases;
  }

  Sequence phase(String phase, Task... tasks) {
    phases.add(new Phase(phase, List.of(tasks)));
    return this;
  }

  /** A phase of one task. */
  Sequence phase(String phase, String task, Work work) {
    return phase(phase, new Task(task, work));
  }

  Sequence phaseWhen(boolean wanted, String phase, String task, Work work) {
    return wanted ? phase(phase, task, work) : this;
  }

  /** Whether one that runs gives way to it (Talos 1.12, Sequence.CanTakeOver). */
  boolean takesOver(Sequence running) {
    Set<String> stronger =
        switch (running.name()) {
          case "boot" -> Set.of("reboot", "reset", "upgrade");
          case "reboot", "reset" -> Set.of("reboot");
          default -> Set.of();
        };
    return stronger.contains(name);
  }
}
