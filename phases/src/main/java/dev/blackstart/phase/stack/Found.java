package dev.blackstart.phase.stack;

import dev.blackstart.world.Counted;
import dev.blackstart.world.Waiting;
import java.util.List;

/**
 * What one check saw.
 *
 * @param what what was looked at, such as {@code database}
 * @param seen how many of them there are
 * @param wrong those that are not as they should be, and why
 * @param remarks what is worth knowing and no complaint
 */
public record Found(String what, int seen, List<Waiting> wrong, List<String> remarks) {
  public Found {
    wrong = List.copyOf(wrong);
    remarks = List.copyOf(remarks);
  }

  public Found(String what, int seen, List<Waiting> wrong) {
    this(what, seen, wrong, List.of());
  }

  /** Such as {@code 2 databases}. */
  public String counted() {
    return Counted.of(seen, what);
  }
}
