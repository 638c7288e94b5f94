package dev.blackstart.rehearsal.node;

import java.time.Duration;

/** Something a boot does that takes its time. */
@FunctionalInterface
interface Work {
  /** Takes no time. */
  Work NOTHING = (boot, done) -> done.run();

  /**
   * @param done to be run within a turn when it is over; never when it cannot end
   */
  void start(Boot boot, Runnable done);

  /** Takes between so many seconds of world time. */
  static Work lasting(double fewestSeconds, double mostSeconds) {
    return (boot, done) -> boot.after(boot.between(fewestSeconds, mostSeconds), done);
  }

  /** Takes exactly this long. */
  static Work lasting(Duration duration) {
    return (boot, done) -> boot.after(duration, done);
  }

  default Work then(Work next) {
    return (boot, done) -> start(boot, () -> next.start(boot, done));
  }

  /** An act that takes no time. */
  static Work of(java.util.function.Consumer<Boot> act) {
    return (boot, done) -> {
      act.accept(boot);
      done.run();
    };
  }
}
