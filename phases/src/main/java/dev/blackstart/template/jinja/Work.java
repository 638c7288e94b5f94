package dev.blackstart.template.jinja;

import dev.blackstart.template.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What all templates of one rendering share: where files come from, and what is left of its bounds.
 */
final class Work {
  private static final int MOST_STEPS = 5_000_000;
  private static final int LONGEST = 64 << 20;
  private static final int DEEPEST = 60;

  private final Function<String, Optional<String>> files;
  private final JinjaStyle style;
  private final Filters filters = new Filters();
  private final Map<String, Optional<Template>> templates = new HashMap<>();
  private int steps;
  private int depth;
  private long written;

  /** A parsed file. */
  record Template(Source source, List<Statement> statements) {}

  Work(Function<String, Optional<String>> files, JinjaStyle style) {
    this.files = files;
    this.style = style;
  }

  JinjaStyle style() {
    return style;
  }

  Filters filters() {
    return filters;
  }

  void step() {
    if (++steps > MOST_STEPS) {
      throw new JinjaFailure("the template does not come to an end");
    }
  }

  void write(StringBuilder out, String text) {
    written += text.length();
    if (written > LONGEST) {
      throw new JinjaFailure("the output is longer than " + (LONGEST >> 20) + " MiB");
    }
    out.append(text);
  }

  /** Enters a macro or a file, so that neither calls itself for ever. */
  void enter() {
    if (++depth > DEEPEST) {
      throw new JinjaFailure("macros and files nest deeper than " + DEEPEST + " levels");
    }
  }

  void leave() {
    depth--;
  }

  Template parse(String text, String file) {
    Source source = new Source(text, file);
    return new Template(source, StatementParser.parse(source, style));
  }

  /** A file beside the template; empty when there is none. */
  Optional<Template> template(String name) {
    Optional<Template> known = templates.get(name);
    if (known == null) {
      known = files.apply(name).map(text -> parse(text, name));
      templates.put(name, known);
    }
    return known;
  }
}
