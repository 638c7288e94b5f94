package dev.blackstart.app.tui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an operator allows a run by word, behind the cluster's name in the command line. */
final class Allowing {
  private static final String ACCEPT_NEW = "--accept-new";
  private static final String CONFIRM_WIPE = "--confirm-wipe";

  private Allowing() {}

  /** Why these words allow nothing. */
  static Optional<String> refusal(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      boolean known = words.get(i).equals(ACCEPT_NEW) || words.get(i).equals(CONFIRM_WIPE);
      boolean named = !words.get(i).equals(CONFIRM_WIPE) || ++i < words.size();
      if (!known || !named || words.get(i).isEmpty()) {
        return Optional.of(
            "behind the cluster go " + ACCEPT_NEW + " and " + CONFIRM_WIPE + " NODE");
      }
    }
    return Optional.empty();
  }

  /** What it amounts to, a line each. */
  static List<String> said(List<String> words) {
    List<String> said = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals(ACCEPT_NEW)) {
        said.add("Other certificates than those pinned are accepted.");
      } else if (words.get(i).equals(CONFIRM_WIPE)) {
        said.add("What others wrote on the disk of " + words.get(++i) + " goes.");
      }
    }
    return said;
  }
}
