package dev.blackstart.app.tui.view;

import java.util.EnumSet;
import java.util.Set;

/** How a piece of text looks. */
public record Look(Colour foreground, Colour background, Set<Style> styles) {
  /** What a terminal can do to text besides colouring it. */
  public enum Style {
    BOLD,
    DIM,
    ITALIC,
    UNDERLINE,
    REVERSE
  }

  public Look {
    styles = Set.copyOf(styles);
  }

  public static Look of(Colour foreground, Style... styles) {
    return new Look(foreground, Colour.Own.DEFAULT, Set.of(styles));
  }

  public Look on(Colour other) {
    return new Look(foreground, other, styles);
  }

  /** The same under another look, of which it keeps what that one does not say. */
  public Look under(Look over) {
    EnumSet<Style> both = EnumSet.noneOf(Style.class);
    both.addAll(styles);
    both.addAll(over.styles);
    return new Look(
        over.foreground == Colour.Own.DEFAULT ? foreground : over.foreground,
        over.background == Colour.Own.DEFAULT ? background : over.background,
        both);
  }
}
