package dev.blackstart.phase.inside;

import dev.blackstart.world.Inside.Ran;
import java.util.Optional;

/** Foreign words in one short line. */
public final class Words {
  private static final int LONGEST = 200;

  private Words() {}

  /** The first line, cut, without what a terminal obeys. */
  public static String line(String text) {
    String first =
        text.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ").strip();
    return first.length() > LONGEST ? first.substring(0, LONGEST) + "…" : first;
  }

  /** Whether our user may not ask: waiting changes nothing about that. */
  static boolean isForbidden(Optional<String> unasked) {
    return unasked.filter(why -> why.contains("is forbidden")).isPresent();
  }

  /** Why a command says nothing. */
  static String notRun(Ran ran) {
    String why =
        ran.unasked()
            .orElseGet(
                () ->
                    ran.err().isBlank()
                        ? "its answer is not understood"
                        : "exit code " + ran.code() + ": " + ran.err());
    return "cannot be asked: " + line(why);
  }
}
