package dev.blackstart.run;

import dev.blackstart.cluster.Finding;
import dev.blackstart.world.Failure;
import java.util.List;
import java.util.function.Supplier;

/** A phase's only way to speak while it acts, and to wait for the world. */
public interface Progress {
  /** Something the operator should know of the repository or the machines. */
  void finding(Finding finding);

  /** Objects the world cannot play, which are neither waited for nor counted. */
  void notRehearsed(List<String> objects);

  /** One line for the log. */
  void log(String line);

  /**
   * Something outside was changed.
   *
   * @param byHand the commands of the field that do the same
   */
  void did(String what, List<String> byHand);

  /**
   * A prerequisite was looked at.
   *
   * @param check its stable name
   * @param asks what is looked at, one sentence without a full stop
   * @param findings how many remarks it made
   */
  void checked(String check, String asks, int findings);

  /** Tells how far it is when that is more than the check will say. */
  void report(Condition condition);

  /** The work a phase may do side by side. */
  Fanout fanout();

  /**
   * Whether the operator gave the phase longer than its budget: then it waits even for what looks
   * lost.
   */
  boolean patient();

  /**
   * Waits until the condition holds, reporting every change of its reasons.
   *
   * @throws Failure TIMED_OUT when the phase's budget is over
   */
  void until(Supplier<Condition> condition) throws InterruptedException;
}
