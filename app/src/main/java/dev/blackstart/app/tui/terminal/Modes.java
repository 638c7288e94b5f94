package dev.blackstart.app.tui.terminal;

/** Control sequences that set a terminal's modes (xterm's names and numbers). */
final class Modes {
  /** Pasted text comes between marks of its own. */
  static final String PASTES_MARKED = "\u001b[?2004h";

  static final String PASTES_PLAIN = "\u001b[?2004l";

  /** Buttons are reported, with columns beyond 223 (SGR, 1006). */
  static final String MOUSE_ON = "\u001b[?1000h\u001b[?1006h";

  static final String MOUSE_OFF = "\u001b[?1006l\u001b[?1000l";

  /**
   * Takes back whatever we may have set, wherever we were killed: ends a cut-off sequence (CAN) and
   * a half-sent frame, then the modes, the colours, the hidden cursor and the alternate screen.
   */
  static final String ALL_OFF =
      "\u0018\u001b[?2026l" + MOUSE_OFF + PASTES_PLAIN + "\u001b[0m\u001b[?25h\u001b[?1049l";

  private Modes() {}
}
