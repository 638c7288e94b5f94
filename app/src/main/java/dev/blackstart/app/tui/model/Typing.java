package dev.blackstart.app.tui.model;

/** A line that is being typed at the bottom of the screen. */
public record Typing(Purpose purpose, String text) {
  /** What the line is for. */
  public enum Purpose {
    FILTER("/"),
    COMMAND(":");

    private final String prompt;

    Purpose(String prompt) {
      this.prompt = prompt;
    }

    public String prompt() {
      return prompt;
    }
  }

  Typing with(String now) {
    return new Typing(purpose, now);
  }
}
