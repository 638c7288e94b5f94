package dev.blackstart.template.gotemplate;

import dev.blackstart.template.Source;
import dev.blackstart.template.TemplateProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of a template: the templates and functions it can name and what is left of its bounds.
 */
final class Rendering {
  private static final int DEEPEST = 150;
  private static final int LONGEST_MESSAGE = 400;
  private static final int LONGEST = 64 << 20;
  private static final int LONGEST_TEXT = 16 << 20;
  private static final int MOST_STEPS = 20_000_000;

  private final Map<String, Parser.Definition> templates;
  private final Map<String, Function> functions;
  private final MissingKey missingKey;
  private int depth;
  private int steps;
  private long written;

  Rendering(
      Map<String, Parser.Definition> templates,
      Map<String, Function> functions,
      MissingKey missingKey) {
    this.templates = templates;
    this.functions = functions;
    this.missingKey = missingKey;
  }

  Map<String, Function> functions() {
    return functions;
  }

  MissingKey missingKey() {
    return missingKey;
  }

  Parser.Definition template(String name) {
    return templates.get(name);
  }

  /** Runs a template into the text given. */
  void run(Parser.Definition template, Object data, StringBuilder out) {
    if (++depth > DEEPEST) {
      throw new FunctionFailure("exceeded maximum template depth (" + DEEPEST + ")");
    }
    new Executor(this, template, data, out).run();
    depth--;
  }

  String include(String name, Object data) {
    Parser.Definition template = templates.get(name);
    if (template == null) {
      throw new FunctionFailure("template: no template " + GoText.quote(name) + " is defined");
    }
    StringBuilder out = new StringBuilder();
    run(template, data, out);
    return out.toString();
  }

  String render(String text, Object data) {
    Map<String, Parser.Definition> known = new HashMap<>(templates);
    try {
      return render(Parser.parse(new Source(text, "tpl"), functions.keySet(), known), known, data);
    } catch (TemplateProblem problem) {
      // The place the user knows is that of the call.
      String what = problem.getMessage();
      int surplus = what.length() - LONGEST_MESSAGE;
      throw new FunctionFailure(surplus > 0 ? "..." + what.substring(surplus) : what);
    }
  }

  private String render(Parser.Definition root, Map<String, Parser.Definition> known, Object data) {
    Rendering inner = new Rendering(known, functions, missingKey);
    inner.depth = depth;
    inner.steps = steps;
    inner.written = written;
    StringBuilder out = new StringBuilder();
    inner.run(root, data, out);
    steps = inner.steps;
    written = inner.written;
    return out.toString();
  }

  /** Counts work, so that no template runs for ever. */
  void step() {
    if (++steps > MOST_STEPS) {
      throw new FunctionFailure("the template does not come to an end");
    }
  }

  /** Counts what a function made, so that values which grow round by round come to an end. */
  Object made(Object value) {
    long size =
        switch (value) {
          case List<?> list -> list.size() / 16;
          case Map<?, ?> map -> map.size() / 16;
          case String text -> text.length() / 256;
          case null, default -> 0;
        };
    if (value instanceof String text && text.length() > LONGEST_TEXT) {
      throw new FunctionFailure("a text is longer than " + (LONGEST_TEXT >> 20) + " MiB");
    }
    steps += (int) size;
    step();
    return value;
  }

  /** Counts output, so that no template fills the memory. */
  void write(StringBuilder out, String text) {
    written += text.length();
    if (written > LONGEST) {
      throw new FunctionFailure("the output is longer than " + (LONGEST >> 20) + " MiB");
    }
    out.append(text);
  }
}
