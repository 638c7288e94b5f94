package dev.blackstart.app.tui.terminal;

import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Glyphs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a console can open on the terminal we were started in. */
public sealed interface Suitability {
  /**
   * It can.
   *
   * @param settings the tty's, as {@code stty -g} says them
   */
  record Suits(String settings, Area area) implements Suitability {}

  /** It cannot; one sentence says why, and the plain face is shown instead. */
  record Unsuited(String because) implements Suitability {}

  /** Asks the environment, then the tty; about ten milliseconds. */
  static Suitability of(Map<String, String> environment) {
    return promised(environment).<Suitability>map(Unsuited::new).orElseGet(Suitability::asked);
  }

  /** What speaks against a console before any terminal is asked. */
  static Optional<String> promised(Map<String, String> environment) {
    String term = environment.getOrDefault("TERM", "");
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return Optional.of("the console needs a Unix terminal; use --window, or read plain lines");
    }
    if (term.isEmpty()) {
      return Optional.of("TERM is not set, so nothing is known of the terminal");
    }
    return term.equals("dumb") || term.equals("unknown")
        ? Optional.of("TERM=" + term + " means a terminal that cannot move its cursor")
        : Optional.empty();
  }

  /** The signs a locale can show; the Linux console's font has none but ASCII's for our use. */
  static Glyphs glyphs(Map<String, String> environment, boolean ascii) {
    String locale =
        Stream.of("LC_ALL", "LC_CTYPE", "LANG")
            .map(name -> environment.getOrDefault(name, ""))
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElse("")
            .toLowerCase(Locale.ROOT);
    boolean unicode = locale.contains("utf-8") || locale.contains("utf8");
    return ascii || !unicode || environment.getOrDefault("TERM", "").equals("linux")
        ? Glyphs.ASCII
        : Glyphs.UNICODE;
  }

  /** Judges what the probe's script printed. */
  static Suitability judged(int exit, List<String> lines) {
    if (exit == Tty.NOT_A_TERMINAL) {
      return new Unsuited("standard output is not a terminal");
    }
    if (exit == Tty.NO_TTY) {
      return new Unsuited("there is no controlling terminal (/dev/tty)");
    }
    Optional<Area> area = lines.size() < 2 ? Optional.empty() : Tty.area(lines.get(1));
    if (exit != 0 || area.isEmpty()) {
      return new Unsuited("the terminal does not tell its settings (stty)");
    }
    Area size = area.get();
    return size.holds(Area.LEAST)
        ? new Suits(lines.get(0), size)
        : new Unsuited(
            "the terminal has " + said(size) + " cells, the console needs " + said(Area.LEAST));
  }

  private static Suitability asked() {
    try {
      Process probe =
          new ProcessBuilder("/bin/sh", "-c", Tty.PROBE)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (var answers = probe.errorReader(StandardCharsets.US_ASCII)) {
        List<String> lines = answers.lines().toList();
        return judged(probe.waitFor(), lines);
      }
    } catch (IOException e) {
      return new Unsuited("the terminal could not be asked (sh, stty)");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Unsuited("interrupted");
    }
  }

  private static String said(Area area) {
    return area.columns() + "x" + area.rows();
  }
}
