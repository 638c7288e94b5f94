package dev.blackstart.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A file that is not as it was when a claim was made from it.
 *
 * @param file relative to the repository's root
 */
public record Change(String file, Kind kind) {
  /** What became of it. */
  public enum Kind {
    CHANGED("changed"),
    GONE("is gone"),
    NEW("is new");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** What differs, by the names of the files. */
  static List<Change> between(Map<String, String> before, Map<String, String> now) {
    List<Change> changes = new ArrayList<>();
    TreeSet<String> files = new TreeSet<>(before.keySet());
    files.addAll(now.keySet());
    for (String file : files) {
      if (isChart(file) && !(now.containsKey(file) && before.containsKey(file))) {
        // Not at hand while nobody may fetch it, or not looked at in an older journal.
        continue;
      }
      if (!now.containsKey(file)) {
        changes.add(new Change(file, Kind.GONE));
      } else if (!before.containsKey(file)) {
        changes.add(new Change(file, Kind.NEW));
      } else if (!before.get(file).equals(now.get(file))) {
        changes.add(new Change(file, Kind.CHANGED));
      }
    }
    return changes;
  }

  private static boolean isChart(String file) {
    return file.startsWith("chart ");
  }

  /** The file's own name and what became of it. */
  String brief() {
    return file.substring(file.lastIndexOf('/') + 1) + " " + kind.word;
  }

  @Override
  public String toString() {
    return file + " " + kind.word;
  }
}
