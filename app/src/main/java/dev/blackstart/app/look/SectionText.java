package dev.blackstart.app.look;

import dev.blackstart.app.plain.Harmless;
import dev.blackstart.app.plain.Ink;
import java.util.ArrayList;
import java.util.List;

/** What was looked up, as lines. */
public final class SectionText {
  private SectionText() {}

  /** Each section's title, then its facts below it. */
  public static List<String> lines(List<Section> sections, boolean colours) {
    List<String> lines = new ArrayList<>();
    for (Section section : sections) {
      lines.add(Ink.BOLD.on(Harmless.text(section.title(), false), colours));
      section.facts().forEach(fact -> lines.add(line(fact, colours)));
    }
    return lines;
  }

  private static String line(Fact fact, boolean colours) {
    String text = Harmless.text(fact.text(), false);
    return "  ".repeat(1 + fact.depth()) + inked(fact.weight(), text, colours);
  }

  private static String inked(Weight weight, String text, boolean colours) {
    return switch (weight) {
      case PLAIN -> text;
      case STRONG -> Ink.BOLD.on(text, colours);
      case QUIET -> Ink.QUIET.on(text, colours);
      case GOOD -> Ink.GOOD.on(text, colours);
      case WAITS -> Ink.WAITS.on(text, colours);
      case BAD -> Ink.BAD.on(text, colours);
    };
  }
}
