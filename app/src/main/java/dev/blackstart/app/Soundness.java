package dev.blackstart.app;

import dev.blackstart.cluster.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a repository is fit to act on. */
final class Soundness {
  private Soundness() {}

  /**
   * Takes findings that are no errors.
   *
   * @throws Refusal 3 with all errors
   */
  static void require(List<Finding> findings) {
    List<Finding> errors =
        findings.stream().filter(finding -> finding.level() == Finding.Level.ERROR).toList();
    if (!errors.isEmpty()) {
      String rest =
          errors.stream()
              .skip(1)
              .map(
                  each ->
                      "\nblackstart: " + each.at() + ": " + each.what() + "\n  " + each.remedy())
              .collect(Collectors.joining());
      Finding first = errors.getFirst();
      throw new Refusal(3, first.at() + ": " + first.what(), first.remedy() + rest);
    }
  }
}
