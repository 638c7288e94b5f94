package dev.blackstart.app.tui.terminal;

import com.googlecode.lanterna.terminal.swing.AWTTerminalFontConfiguration;
import com.googlecode.lanterna.terminal.swing.AWTTerminalFontConfiguration.BoldMode;
import com.googlecode.lanterna.terminal.swing.SwingTerminalFontConfiguration;
import java.awt.Font;
import java.util.stream.Stream;

/** The window's font: the first at hand, and for signs it lacks the next. */
final class WindowFont {
  private static final int SIZE = 15;

  /** Fonts that tell 0 from O and 1 from l, then what each system has, then Java's own choice. */
  private static final String[] FAMILIES = {
    "JetBrains Mono",
    "Cascadia Mono",
    "DejaVu Sans Mono",
    "Menlo",
    "Consolas",
    "Liberation Mono",
    Font.MONOSPACED
  };

  private WindowFont() {}

  static SwingTerminalFontConfiguration configuration() {
    // A family that is not there becomes a proportional font, which the filter leaves out.
    Font[] fonts =
        AWTTerminalFontConfiguration.filterMonospaced(
            Stream.of(FAMILIES)
                .map(family -> new Font(family, Font.PLAIN, SIZE))
                .toArray(Font[]::new));
    return new SwingTerminalFontConfiguration(true, BoldMode.EVERYTHING_BUT_SYMBOLS, fonts);
  }
}
