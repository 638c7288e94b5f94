package dev.blackstart.app.look;

import java.util.Optional;

/**
 * One line of a document.
 *
 * @param depth how deep it stands below the section's top, 0 for the top
 * @param opens what can be opened from here, such as a service's id; the page knows what it means
 * @param command of the field that shows the same thing elsewhere
 */
public record Fact(
    Weight weight, int depth, String text, Optional<String> opens, Optional<String> command) {
  public static Fact of(Weight weight, String text) {
    return new Fact(weight, 0, text, Optional.empty(), Optional.empty());
  }

  public static Fact plain(String text) {
    return of(Weight.PLAIN, text);
  }

  public Fact deeper(int levels) {
    return new Fact(weight, depth + levels, text, opens, command);
  }

  public Fact opening(String subject) {
    return new Fact(weight, depth, text, Optional.of(subject), command);
  }

  public Fact seenBy(String otherCommand) {
    return new Fact(weight, depth, text, opens, Optional.of(otherCommand));
  }
}
