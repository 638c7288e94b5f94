package dev.blackstart.rehearsal.node;

import dev.talos.api.common.Code;
import dev.talos.api.common.Error;
import dev.talos.api.machine.PhaseEvent;
import dev.talos.api.machine.SequenceEvent;
import dev.talos.api.machine.TaskEvent;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the sequences of one boot, one at a time, and tells of it. Acts only within a turn. */
final class Sequencer {
  private final Boot boot;
  private Optional<Run> current = Optional.empty();

  /** A sequence under way, on whose behalf, and what follows it. */
  private record Run(Sequence sequence, String actor, Runnable then) {}

  Sequencer(Boot boot) {
    this.boot = boot;
  }

  /**
   * Starts a sequence. A running boot gives way to a reboot and its like, or to anything that takes
   * over; else what comes second is refused with an event.
   *
   * @param actor the call that caused it, or empty
   * @param force take over whatever runs
   */
  void run(Sequence sequence, String actor, boolean force, Runnable then) {
    if (current.isPresent()) {
      boolean givesWay = current.get().sequence().name().equals("boot") && sequence.takesOver();
      if (!givesWay && !force) {
        failure(
            sequence.name(), actor, Code.LOCKED, "sequence not started: failed to acquire lock");
        return;
      }
      cancel();
    }
    Run run = new Run(sequence, actor, then);
    current = Optional.of(run);
    boot.stages().sequence(sequence.name(), SequenceEvent.Action.START);
    event(sequence.name(), SequenceEvent.Action.START, actor);
    boot.log(sequence.name() + " sequence: " + sequence.phases().size() + " phase(s)");
    phase(run, 0);
  }

  /** The sequence under way fails for good; the machine will reboot. */
  void fail(String why) {
    current.ifPresent(
        run -> {
          current = Optional.empty();
          event(run.sequence().name(), SequenceEvent.Action.STOP, run.actor());
          boot.log(run.sequence().name() + " sequence: failed");
          boot.stages().failed();
          failure(run.sequence().name(), run.actor(), Code.FATAL, "sequence failed: " + why);
        });
  }

  Optional<String> running() {
    return current.map(run -> run.sequence().name());
  }

  private void cancel() {
    Run run = current.orElseThrow();
    current = Optional.empty();
    event(run.sequence().name(), SequenceEvent.Action.STOP, run.actor());
    failure(run.sequence().name(), run.actor(), Code.CANCELED, "sequence failed: context canceled");
  }

  private void phase(Run run, int index) {
    if (index == run.sequence().phases().size()) {
      current = Optional.empty();
      boot.log(run.sequence().name() + " sequence: done");
      event(run.sequence().name(), SequenceEvent.Action.STOP, run.actor());
      boot.stages().sequence(run.sequence().name(), SequenceEvent.Action.STOP);
      run.then().run();
      return;
    }
    Sequence.Phase phase = run.sequence().phases().get(index);
    String place = (index + 1) + "/" + run.sequence().phases().size();
    boot.log("phase " + phase.name() + " (" + place + "): " + phase.tasks().size() + " tasks(s)");
    boot.stages().phase(run.sequence().name(), phase.name());
    event(run, phase.name(), PhaseEvent.Action.START);
    AtomicInteger open = new AtomicInteger(phase.tasks().size());
    for (Sequence.Task task : phase.tasks()) {
      task(run, task, () -> ended(run, index, phase, open));
    }
  }

  private void ended(Run run, int index, Sequence.Phase phase, AtomicInteger open) {
    if (open.decrementAndGet() == 0) {
      event(run, phase.name(), PhaseEvent.Action.STOP);
      boot.log("phase " + phase.name() + ": done");
      phase(run, index + 1);
    }
  }

  private void task(Run run, Sequence.Task task, Runnable done) {
    taskEvent(task.name(), TaskEvent.Action.START, run.actor());
    boot.log("task " + task.name() + ": starting");
    task.work()
        .start(
            boot,
            () -> {
              if (current.filter(run::equals).isPresent()) {
                boot.log("task " + task.name() + ": done");
                taskEvent(task.name(), TaskEvent.Action.STOP, run.actor());
                done.run();
              }
            });
  }

  /** A task within a task: what goes on while the config is waited for. */
  void taskEvent(String task, TaskEvent.Action action, String actor) {
    boot.stages().task(task, action);
    boot.say(TaskEvent.newBuilder().setTask(task).setAction(action).build(), actor);
  }

  private void event(Run run, String phase, PhaseEvent.Action action) {
    boot.say(PhaseEvent.newBuilder().setPhase(phase).setAction(action).build(), run.actor());
  }

  private void event(String sequence, SequenceEvent.Action action, String actor) {
    boot.say(SequenceEvent.newBuilder().setSequence(sequence).setAction(action).build(), actor);
  }

  private void failure(String sequence, String actor, Code code, String message) {
    boot.say(
        SequenceEvent.newBuilder()
            .setSequence(sequence)
            .setAction(SequenceEvent.Action.NOOP)
            .setError(Error.newBuilder().setCode(code).setMessage(message))
            .build(),
        actor);
  }
}
