package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Document;
import dev.blackstart.app.look.Fact;
import dev.blackstart.app.look.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A document as a text: headings, what belongs to each, a blank line between. */
final class DocumentText implements Text {
  private final List<TextLine> lines = new ArrayList<>();
  private final int all;

  /**
   * @param fresh how many sections at its beginning are as new as the screen
   * @param stale whether the others are older than their watch
   */
  DocumentText(Document document, Filter filter, int fresh, boolean stale) {
    int count = 0;
    for (int i = 0; i < document.sections().size(); i++) {
      Section section = document.sections().get(i);
      boolean old = stale && i >= fresh;
      List<Fact> facts =
          section.facts().stream().filter(fact -> filter.matches(fact.text())).toList();
      count += section.facts().size();
      if (!facts.isEmpty() || filter.isAll()) {
        add(section, facts, old);
      }
    }
    all = count;
  }

  private void add(Section section, List<Fact> facts, boolean stale) {
    if (!lines.isEmpty()) {
      lines.add(TextLine.heading(lines.size(), "", stale));
    }
    int depth = section.title().isEmpty() ? 0 : 1;
    if (depth > 0) {
      lines.add(TextLine.heading(lines.size(), section.title(), stale));
    }
    for (Fact fact : facts) {
      lines.add(
          new TextLine(
              lines.size(),
              section.title() + " " + fact.opens().or(fact::command).orElse(fact.text()),
              depth + fact.depth(),
              fact.text(),
              fact.weight(),
              false,
              stale,
              fact.opens(),
              fact.command(),
              Optional.empty()));
    }
  }

  @Override
  public int size() {
    return lines.size();
  }

  @Override
  public int all() {
    return all;
  }

  @Override
  public TextLine line(int index) {
    return lines.get(index);
  }

  @Override
  public int at(long number) {
    return (int) Math.clamp(number, 0, lines.size());
  }
}
