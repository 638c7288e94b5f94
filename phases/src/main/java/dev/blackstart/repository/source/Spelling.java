package dev.blackstart.repository.source;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Which word was meant by one that is misspelt. */
public final class Spelling {
  private static final int FARTHEST = 3;

  private Spelling() {}

  /** The word that is only a slip or two away; of several as near the first. */
  public static Optional<String> nearest(String word, Collection<String> words) {
    Optional<String> best = Optional.empty();
    int least = Math.min(FARTHEST, word.length() / 2 + 1);
    for (String known : words) {
      int distance = distance(word.toLowerCase(Locale.ROOT), known.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = Optional.of(known);
      }
    }
    return best;
  }

  /** How many letters must be put in, taken out or changed to make one word of another. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      row[column] = column;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
