package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Times;
import java.time.Duration;

/** How long ago something was seen, as precisely as it matters. */
final class Ages {
  private Ages() {}

  static String of(Duration age) {
    return age.toHours() < 48 ? Times.of(age.toMillis()) : age.toDays() + " days";
  }
}
