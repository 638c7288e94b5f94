package dev.blackstart.app.tui.model;

import java.util.List;

/** What a message makes of the screen, and what has to be done elsewhere. */
public record Next(ScreenModel model, List<Intent> intents) {
  static Next of(ScreenModel model, Intent... intents) {
    return new Next(model, List.of(intents));
  }
}
