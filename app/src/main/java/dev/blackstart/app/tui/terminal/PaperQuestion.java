package dev.blackstart.app.tui.terminal;

import dev.blackstart.app.tui.view.Theme;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks a terminal what its background is (OSC 11), when nobody chose a theme and the environment
 * says nothing. The answer comes among the keys, or never; nobody waits for it to begin.
 */
final class PaperQuestion {
  static final String ASK = "\u001b]11;?\u0007";

  /** After this an answer is not expected any more. */
  private static final long EXPECTED_MILLIS = 1000;

  /** An answer on its way when we leave would be typed into the shell. */
  private static final long GRACE_MILLIS = 150;

  private final boolean worthwhile;
  private final CountDownLatch settled = new CountDownLatch(1);

  PaperQuestion(Theme theme, Map<String, String> environment) {
    // The Linux console prints what it does not know.
    worthwhile =
        theme.equals(Themes.DARK.covering(false))
            && !environment.containsKey("COLORFGBG")
            && !environment.getOrDefault("TERM", "").equals("linux");
    if (!worthwhile) {
      settled.countDown();
    }
  }

  boolean isWorthwhile() {
    return worthwhile;
  }

  /** How long after asking {@link #settle} is called if no answer has come. */
  static long expectedMillis() {
    return EXPECTED_MILLIS;
  }

  /** An answer has come, or will not. */
  void settle() {
    settled.countDown();
  }

  /** Before leaving: gives an answer that is expected a moment to come. */
  void grace() {
    try {
      if (!settled.await(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
        settled.countDown();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Whether the answer {@code 11;rgb:RRRR/GGGG/BBBB} (one to four digits a part) is a light colour.
   */
  static boolean isLight(String answer) {
    String[] parts = answer.substring(answer.indexOf(':') + 1).split("/", -1);
    double[] shares = new double[3];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Integer.parseInt(parts[i], 16) / (Math.pow(16, parts[i].length()) - 1);
    }
    return 0.299 * shares[0] + 0.587 * shares[1] + 0.114 * shares[2] > 0.5;
  }
}
