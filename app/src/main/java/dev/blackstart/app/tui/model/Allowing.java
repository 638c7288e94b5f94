package dev.blackstart.app.tui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an operator allows a run by word, behind the cluster's name in the command line. */
final class Allowing {
  private static final String ACCEPT_NEW = "--accept-new";
  private static final String CONFIRM_WIPE = "--confirm-wipe";
  private static final String HEAL = "--heal";

  private Allowing() {}

  /** Why these words allow nothing. */
  static Optional<String> refusal(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      boolean known = Set.of(ACCEPT_NEW, CONFIRM_WIPE, HEAL).contains(words.get(i));
      boolean named = !words.get(i).equals(CONFIRM_WIPE) || ++i < words.size();
      if (!known || !named || words.get(i).isEmpty()) {
        return Optional.of(
            "behind the cluster go " + ACCEPT_NEW + ", " + HEAL + " and " + CONFIRM_WIPE + " NODE");
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
      } else if (words.get(i).equals(HEAL)) {
        said.add("What others left half done in the cluster is cleared.");
      } else if (words.get(i).equals(CONFIRM_WIPE)) {
        said.add("What others wrote on the disk of " + words.get(++i) + " goes.");
      }
    }
    return said;
  }
}
