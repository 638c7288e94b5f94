package dev.blackstart.run;

import dev.blackstart.world.Waiting;
import java.util.List;

/**
 * Whether a phase's claim holds, and because of what.
 *
 * @param because one line
 * @param waiting who is waited for and why; the only source of reasons for every face
 * @param ready how many of {@code total} are there; both 0 where nothing is counted
 */
public record Condition(boolean met, String because, List<Waiting> waiting, int ready, int total) {

  public static Condition met(String because) {
    return new Condition(true, because, List.of(), 0, 0);
  }

  public static Condition unmet(String because) {
    return new Condition(false, because, List.of(), 0, 0);
  }

  public static Condition unmet(String because, List<Waiting> waiting) {
    return new Condition(false, because, List.copyOf(waiting), 0, 0);
  }

  public Condition counted(int ready, int total) {
    return new Condition(met, because, waiting, ready, total);
  }
}
