package dev.blackstart.repository.source;

import dev.blackstart.cluster.Place;
import dev.blackstart.template.jinja.JinjaStyle;
import dev.blackstart.template.jinja.JinjaStyle.Escape;
import dev.blackstart.template.jinja.JinjaSyntax;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code .minijinja.toml}, which tells minijinja-cli how to render (its src/config.rs).
 *
 * @param style of everything but what is escaped, which depends on the template's name
 * @param autoescape {@code none}, {@code json}, {@code html} or {@code auto}
 * @param defines variables it gives every template
 */
record MinijinjaSettings(JinjaStyle style, String autoescape, Map<String, Object> defines) {
  /** The name of the file. */
  static final String FILE = ".minijinja.toml";

  /** What holds without a file: nothing is escaped, for none of the field's templates wants it. */
  static final MinijinjaSettings NONE = new MinijinjaSettings(JinjaStyle.DEFAULT, "none", Map.of());

  private static final Pattern TABLE = Pattern.compile("\\s*\\[([a-z]+)]\\s*(#.*)?");
  private static final Pattern ENTRY =
      Pattern.compile(
          "\\s*\"?([A-Za-z0-9_-]+)\"?\\s*=\\s*"
              + "(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|(true|false)|(-?[0-9_]+)|(\\[.*]))\\s*(#.*)?");
  private static final Set<String> SILENT =
      Set.of(
          "format",
          "include",
          "newline",
          "py-compat",
          "env",
          "strict",
          "safe-paths",
          "expr-out",
          "fuel");

  /**
   * Reads a file's text.
   *
   * @throws ReadingProblem at a line that is not understood
   */
  static MinijinjaSettings read(String text, String file) {
    Map<String, Object> top = new LinkedHashMap<>();
    Map<String, Object> syntax = new LinkedHashMap<>();
    Map<String, Object> defines = new LinkedHashMap<>();
    String table = "";
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      Matcher named = TABLE.matcher(line);
      Matcher entry = ENTRY.matcher(line);
      if (named.matches()) {
        table = named.group(1);
      } else if (entry.matches()) {
        Map<String, Object> into =
            switch (table) {
              case "syntax" -> syntax;
              case "defines" -> defines;
              default -> top;
            };
        into.put(entry.group(1), value(entry));
        known(table, entry.group(1), value(entry), new Place(file, number));
      } else if (!line.isBlank() && !line.strip().startsWith("#")) {
        throw problem(new Place(file, number), "the line is no entry of TOML", "correct it");
      }
    }
    return new MinijinjaSettings(
        new JinjaStyle(
            Boolean.TRUE.equals(top.get("trim-blocks")),
            Boolean.TRUE.equals(top.get("lstrip-blocks")),
            false,
            Escape.NONE,
            syntax(syntax)),
        String.valueOf(top.getOrDefault("autoescape", "auto")),
        defines);
  }

  /** How a template of this name is rendered. */
  JinjaStyle of(String template) {
    String name =
        template.endsWith(".j2") ? template.substring(0, template.length() - 3) : template;
    Escape escape =
        switch (autoescape) {
          case "json" -> Escape.JSON;
          case "html" -> Escape.HTML;
          case "auto" ->
              name.matches(".*\\.(json5?|ya?ml)")
                  ? Escape.JSON
                  : name.matches(".*\\.(html?|xml|xhtml)") ? Escape.HTML : Escape.NONE;
          default -> Escape.NONE;
        };
    return new JinjaStyle(style.trimBlocks(), style.lstripBlocks(), false, escape, style.syntax());
  }

  private static Object value(Matcher entry) {
    if (entry.group(2) != null) {
      return entry.group(2).replace("\\\"", "\"").replace("\\\\", "\\");
    }
    if (entry.group(3) != null) {
      return entry.group(3);
    }
    if (entry.group(4) != null) {
      return Boolean.valueOf(entry.group(4));
    }
    return entry.group(5) != null
        ? (Object) Long.valueOf(entry.group(5).replace("_", ""))
        : entry.group(6);
  }

  private static JinjaSyntax syntax(Map<String, Object> said) {
    JinjaSyntax own = JinjaSyntax.DEFAULT;
    return new JinjaSyntax(
        String.valueOf(said.getOrDefault("block-start", own.blockStart())),
        String.valueOf(said.getOrDefault("block-end", own.blockEnd())),
        String.valueOf(said.getOrDefault("variable-start", own.variableStart())),
        String.valueOf(said.getOrDefault("variable-end", own.variableEnd())),
        String.valueOf(said.getOrDefault("comment-start", own.commentStart())),
        String.valueOf(said.getOrDefault("comment-end", own.commentEnd())));
  }

  private static void known(String table, String key, Object value, Place at) {
    if (table.equals("defines")) {
      return;
    }
    if (table.equals("syntax") && key.matches("line-(statement|comment)-prefix")) {
      if (!value.equals("")) {
        throw problem(at, "lines that are statements are not understood here", "use block tags");
      }
      return;
    }
    boolean known =
        table.equals("syntax")
            ? key.matches("(block|variable|comment)-(start|end)") && !value.equals("")
            : SILENT.contains(key)
                || key.matches("(trim|lstrip)-blocks") && value instanceof Boolean
                || key.equals("autoescape")
                    && Set.of("none", "json", "html", "auto").contains(value);
    if (!known) {
      throw problem(
          at, key + " = " + value + " is nothing minijinja-cli reads", "correct it, or remove it");
    }
  }

  private static ReadingProblem problem(Place at, String what, String remedy) {
    return new ReadingProblem(FindingKind.BAD_VALUE.at(at, what, remedy));
  }
}
