package dev.blackstart.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What the command line answers: its exit code and all it printed. */
public record Answer(int exit, String out, String err) {
  private static final String HOME = "blackstart.home";

  /** Asks in this process, with the bundled example where the launcher has it. */
  public static Answer to(List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    Path root = Path.of(System.getProperty("blackstart.root", "..")).toAbsolutePath().normalize();
    String home = System.setProperty(HOME, root.toString());
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      int exit = Blackstart.run(arguments.toArray(String[]::new));
      return new Answer(
          exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
      if (home == null) {
        System.clearProperty(HOME);
      } else {
        System.setProperty(HOME, home);
      }
    }
  }
}
