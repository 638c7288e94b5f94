package dev.blackstart.app.look;

import java.util.List;

/** A headed list of lines. */
public record Section(String title, List<Fact> facts) {
  /** A section of plain lines. */
  public static Section of(String title, List<String> lines) {
    return new Section(title, lines.stream().map(Fact::plain).toList());
  }
}
