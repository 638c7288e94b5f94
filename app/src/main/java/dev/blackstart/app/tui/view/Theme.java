package dev.blackstart.app.tui.view;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What every tone looks like.
 *
 * @param looks one for each tone
 * @param chosen lies over the tones of the row the cursor is on
 * @param ink the colour of plain text where the theme rules the whole screen
 * @param paper the colour under it
 * @param covers whether ink and paper are used in a terminal too, in place of its own colours
 */
public record Theme(
    String name,
    Map<Tone, Look> looks,
    Look chosen,
    Colour.Rgb ink,
    Colour.Rgb paper,
    boolean covers) {
  public Theme {
    EnumMap<Tone, Look> all = new EnumMap<>(looks);
    for (Tone tone : Tone.values()) {
      if (!all.containsKey(tone)) {
        throw new IllegalArgumentException(
            "theme " + name + " does not say how " + tone + " looks");
      }
    }
    looks = Collections.unmodifiableMap(all);
  }

  public Look look(Tone tone, boolean isChosen) {
    Look look = looks.get(tone);
    return isChosen ? look.under(chosen) : look;
  }

  /** The same on paper of its own, or on the terminal's. */
  public Theme covering(boolean other) {
    return new Theme(name, looks, chosen, ink, paper, other);
  }
}
