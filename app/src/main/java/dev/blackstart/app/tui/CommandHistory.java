package dev.blackstart.app.tui;

import dev.blackstart.files.PrivateFile;
import dev.blackstart.files.StateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines that were typed after a colon, kept over sessions: a small file in the state folder
 * that only the operator may read. It is a comfort: what cannot be kept is not kept.
 */
final class CommandHistory {
  static final String NAME = "console-history";

  private static final int MOST = 200;
  private static final int LONGEST = 500;

  private final Path file;

  CommandHistory(StateFolder state) {
    file = state.root().resolve(NAME);
  }

  /** The lines, oldest first; none when the file cannot be read. */
  List<String> lines() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && line.length() <= LONGEST)
              .toList();
      return lines.subList(Math.max(0, lines.size() - MOST), lines.size());
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Puts a line at the end; one that was there already moves. */
  synchronized void add(String line) {
    List<String> all = new ArrayList<>(lines());
    all.remove(line);
    all.add(line.lines().findFirst().orElse(""));
    try {
      StateFolder.create(file.getParent());
      PrivateFile.write(file, String.join("\n", all) + "\n");
    } catch (IOException e) {
      // The next session begins without it.
    }
  }
}
