package dev.blackstart.app.tui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of an explanation, each behind a label of the same width. */
final class Evidence {
  private static final int LABEL = 9;

  private final List<String> lines = new ArrayList<>();

  boolean isEmpty() {
    return lines.isEmpty();
  }

  void say(String label, String text) {
    lines.add((label + " ".repeat(Math.max(1, LABEL - label.length())) + text).stripTrailing());
  }

  /** What a reason mostly means and what helps, when that is known. */
  void likely(String reason) {
    cause(reason);
    Likely.of(reason).ifPresent(known -> say("helps", known.cure()));
  }

  /** What a reason mostly means. */
  void cause(String reason) {
    Likely.of(reason).ifPresent(known -> say("likely", known.cause()));
  }

  /** The explanation, with the command that shows the same elsewhere, to be copied. */
  Dialog dialog(String title, Optional<String> command) {
    command.ifPresent(each -> say("see it", each));
    return Dialog.telling(title, List.copyOf(lines), command);
  }
}
