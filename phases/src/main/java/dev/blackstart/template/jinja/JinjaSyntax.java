package dev.blackstart.template.jinja;

/** The signs that begin and end what is no text, as {@code .minijinja.toml} can set them. */
public record JinjaSyntax(
    String blockStart,
    String blockEnd,
    String variableStart,
    String variableEnd,
    String commentStart,
    String commentEnd) {
  /** Jinja's own. */
  public static final JinjaSyntax DEFAULT = new JinjaSyntax("{%", "%}", "{{", "}}", "{#", "#}");
}
