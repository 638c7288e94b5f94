package dev.blackstart.phase.inside;

import dev.blackstart.world.Waiting;
import java.util.List;

/**
 * What came back from the nodes that were asked.
 *
 * @param asked how many nodes answered at all
 * @param wrong who did not get what every node needs, and why
 * @param tolerated who is waited for a while, and then let be, and why
 * @param remarks what is worth knowing and stops nobody
 */
public record Answers(
    int asked, List<Waiting> wrong, List<Waiting> tolerated, List<String> remarks) {
  /** Where there is nothing to ask. */
  public static final Answers NONE = new Answers(0, List.of(), List.of(), List.of());

  public Answers {
    wrong = List.copyOf(wrong);
    tolerated = List.copyOf(tolerated);
    remarks = List.copyOf(remarks);
  }
}
