package dev.blackstart.app.tui.model;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A key and what it does; the footer, the help and {@code docs/keys.md} are made of these.
 *
 * @param name stable id, by which a config file gives it other keys
 * @param keys the first is shown
 * @param label a word for the footer
 * @param help one sentence for the help
 * @param pages where it applies
 * @param disabled why it cannot be used now
 */
public record Binding(
    String name,
    Set<String> keys,
    String label,
    String help,
    EnumSet<Page.Kind> pages,
    Function<ScreenModel, Optional<String>> disabled,
    Function<ScreenModel, Next> effect) {
  /** Whether it belongs to every page. */
  public boolean everywhere() {
    return pages.size() == Page.Kind.values().length;
  }

  /** The key that is shown for it. */
  public String shown() {
    return keys.iterator().next();
  }
}
