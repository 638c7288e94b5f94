package dev.blackstart.app.tui.model;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
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
 * @param effect what it does; told which of its keys was pressed, from 0
 */
public record Binding(
    String name,
    Set<String> keys,
    String label,
    String help,
    EnumSet<Page.Kind> pages,
    Function<ScreenModel, Optional<String>> disabled,
    BiFunction<ScreenModel, Integer, Next> effect) {

  /** A key that can be used whenever its page is shown. */
  static Binding of(
      String name,
      List<String> keys,
      String label,
      String help,
      EnumSet<Page.Kind> pages,
      Function<ScreenModel, Next> effect) {
    return of(name, keys, label, help, pages, model -> Optional.empty(), effect);
  }

  /** A key that cannot always be used. */
  static Binding of(
      String name,
      List<String> keys,
      String label,
      String help,
      EnumSet<Page.Kind> pages,
      Function<ScreenModel, Optional<String>> disabled,
      Function<ScreenModel, Next> effect) {
    return new Binding(
        name,
        new LinkedHashSet<>(keys),
        label,
        help,
        pages,
        disabled,
        (model, which) -> effect.apply(model));
  }

  /** The same on other keys. */
  Binding on(Set<String> others) {
    return new Binding(name, others, label, help, pages, disabled, effect);
  }

  /** Whether it belongs to every page. */
  public boolean everywhere() {
    return pages.size() == Page.Kind.values().length;
  }

  /** The key that is shown for it. */
  public String shown() {
    return keys.iterator().next();
  }

  /** Why it cannot be used on a screen; empty when it can. */
  public Optional<String> because(ScreenModel model) {
    return disabled.apply(model);
  }

  /** What it does by the key that is shown. */
  Next use(ScreenModel model) {
    return effect.apply(model, 0);
  }

  /** What it does by one of its keys. */
  Next use(ScreenModel model, String key) {
    return effect.apply(model, List.copyOf(keys).indexOf(key));
  }
}
