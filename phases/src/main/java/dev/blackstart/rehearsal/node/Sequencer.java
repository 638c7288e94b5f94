package dev.blackstart.rehearsal.node;

import dev.talos.api.common.Code;
import dev.talos.api.common.Error;
import dev.talos.api.machine.PhaseEvent;
import dev.talos.api.machine.SequenceEvent;
import dev.talos.api.machine.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the sequences of one boot, one at a time, and tells of it. Acts only within a turn. */
final class Sequencer {
  /** How long a sequence waits for the one that runs. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Boot boot;
  private Optional<Run> current = Optional.empty();
  private Optional<Run> waiting = Optional.empty();
  private int phase;

  /** A sequence under way, on whose behalf, and what follows it. */
  private record Run(Sequence sequence, String actor, Runnable then, Instant since) {}

  Sequencer(Boot boot) {
    this.boot = boot;
  }

  /**
   * Starts a sequence. One that runs gives way to those it has to, or to anything that takes over;
   * else what comes second waits for a while and is then refused with an event.
   *
   * @param actor the call that caused it, or empty
   * @param force take over whatever runs
   */
  void run(Sequence sequence, String actor, boolean force, Runnable then) {
    Run run = new Run(sequence, actor, then, boot.machinery().agenda().now());
    if (current.isEmpty()) {
      begin(run);
    } else if (force || sequence.takesOver(current.get().sequence())) {
      cancel();
      begin(run);
    } else if (waiting.isPresent()) {
      refuse(run);
    } else {
      waiting = Optional.of(run);
      boot.after(
          PATIENCE,
          () -> {
            if (waiting.filter(run::equals).isPresent()) {
              waiting = Optional.empty();
              refuse(run);
            }
          });
    }
  }

  private void begin(Run run) {
    Sequence sequence = run.sequence();
    current = Optional.of(run);
    boot.stages().sequence(sequence.name(), SequenceEvent.Action.START);
    event(sequence.name(), SequenceEvent.Action.START, run.actor());
    boot.log(sequence.name() + " sequence: " + sequence.phases().size() + " phase(s)");
    phase(run, 0);
  }

  private void refuse(Run run) {
    failure(run.sequence().name(), "", Code.LOCKED, "sequence not started: failed to acquire lock");
  }

  /** The sequence under way fails for good; the machine will reboot. */
  void fail(String why) {
    current.ifPresent(
        run -> {
          String name = run.sequence().name();
          Sequence.Phase failed = run.sequence().phases().get(phase);
          current = Optional.empty();
          boot.log("task " + failed.tasks().getFirst().name() + " (1/1): failed: " + why);
          boot.log("phase " + failed.name() + " (" + place(run) + "): failed");
          boot.log(name + " sequence: failed");
          event(name, SequenceEvent.Action.STOP, run.actor());
          boot.stages().failed();
          String text =
              String.format(
                  "sequence failed: error running phase %d in %s sequence: task 1/1: failed, %s",
                  phase + 1, name, why);
          failure(name, run.actor(), Code.FATAL, text);
          boot.log("fatal sequencer error in \"" + name + "\" sequence: " + text);
          boot.after(boot.between(10, 11), () -> boot.node().restart(false));
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
      end(run);
      return;
    }
    phase = index;
    Sequence.Phase next = run.sequence().phases().get(index);
    Instant since = boot.machinery().agenda().now();
    String named = "phase " + next.name() + " (" + place(run) + "): ";
    boot.log(named + next.tasks().size() + " tasks(s)");
    boot.stages().phase(run.sequence().name(), next.name());
    event(run, next.name(), PhaseEvent.Action.START);
    AtomicInteger open = new AtomicInteger(next.tasks().size());
    int number = 0;
    for (Sequence.Task task : next.tasks()) {
      String place = ++number + "/" + next.tasks().size();
      task(
          run,
          task,
          place,
          () -> {
            if (open.decrementAndGet() == 0) {
              event(run, next.name(), PhaseEvent.Action.STOP);
              boot.log(named + "done, " + elapsed(since));
              phase(run, index + 1);
            }
          });
    }
  }

  private void end(Run run) {
    current = Optional.empty();
    boot.log(run.sequence().name() + " sequence: done: " + elapsed(run.since()));
    event(run.sequence().name(), SequenceEvent.Action.STOP, run.actor());
    boot.stages().sequence(run.sequence().name(), SequenceEvent.Action.STOP);
    run.then().run();
    if (current.isEmpty() && waiting.isPresent()) {
      Run next = waiting.get();
      waiting = Optional.empty();
      begin(next);
    }
  }

  private String place(Run run) {
    return phase + 1 + "/" + run.sequence().phases().size();
  }

  private String elapsed(Instant since) {
    return GoDuration.of(Duration.between(since, boot.machinery().agenda().now()));
  }

  private void task(Run run, Sequence.Task task, String place, Runnable done) {
    Instant since = boot.machinery().agenda().now();
    String named = "task " + task.name() + " (" + place + "): ";
    taskEvent(task.name(), TaskEvent.Action.START, run.actor());
    boot.log(named + "starting");
    task.work()
        .start(
            boot,
            () -> {
              if (current.filter(run::equals).isPresent()) {
                boot.log(named + "done, " + elapsed(since));
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
