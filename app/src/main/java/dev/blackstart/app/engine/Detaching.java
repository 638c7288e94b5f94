package dev.blackstart.app.engine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps a child process out of reach of the terminal its parent sits at. */
final class Detaching {
  private Detaching() {}

  /** What a command line is preceded by; the process it starts keeps its number. */
  static List<String> prefix() {
    return prefix(Optional.ofNullable(System.getenv("PATH")).orElse(""));
  }

  /**
   * A session of its own where there is {@code setsid}; else the child ignores what the terminal
   * sends, as under {@code nohup}: a JVM keeps a signal ignored that it was started with so.
   *
   * @param path where programs are looked for
   */
  static List<String> prefix(String path) {
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "setsid"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(setsid -> List.of(setsid.toString()))
        .orElse(List.of("/bin/sh", "-c", "trap '' HUP INT QUIT TSTP; exec \"$@\"", "sh"));
  }
}
