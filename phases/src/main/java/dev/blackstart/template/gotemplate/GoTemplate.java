package dev.blackstart.template.gotemplate;

import dev.blackstart.template.Source;
import dev.blackstart.template.TemplateProblem;
import java.util.HashMap;
import java.util.Map;

/**
 * A template in the language of Go's text/template, parsed; immutable, may be rendered many times.
 */
public final class GoTemplate {
  private final Source source;
  private final Map<String, Parser.Definition> definitions;
  private final Parser.Definition root;
  private final Map<String, Function> functions;
  private final MissingKey missingKey;

  private GoTemplate(
      Source source,
      Map<String, Parser.Definition> definitions,
      Parser.Definition root,
      Map<String, Function> functions,
      MissingKey missingKey) {
    this.source = source;
    this.definitions = definitions;
    this.root = root;
    this.functions = functions;
    this.missingKey = missingKey;
  }

  /**
   * Parses a template.
   *
   * @param file the name problems give, as the user knows it
   * @param functions what the template may call besides the language's own functions
   * @throws TemplateProblem when it is no template, or names a function that is not there
   */
  public static GoTemplate parse(
      String text, String file, Map<String, Function> functions, MissingKey missingKey) {
    Map<String, Function> known = new HashMap<>(Builtins.FUNCTIONS);
    known.putAll(functions);
    Source source = new Source(text, file);
    Map<String, Parser.Definition> definitions = new HashMap<>();
    Parser.Definition root = parse(source, known, definitions);
    return new GoTemplate(source, definitions, root, known, missingKey);
  }

  /** This template with the definitions of another file added, as Helm has for _helpers.tpl. */
  public GoTemplate with(String text, String file) {
    Map<String, Parser.Definition> all = new HashMap<>();
    parse(new Source(text, file), functions, all);
    all.putAll(definitions);
    return new GoTemplate(source, all, root, functions, missingKey);
  }

  private static Parser.Definition parse(
      Source source, Map<String, Function> functions, Map<String, Parser.Definition> definitions) {
    Parser.Definition root = Parser.parse(source, functions.keySet(), definitions);
    definitions.put(source.file(), root);
    return root;
  }

  /**
   * The output.
   *
   * @param data the dot; copied first, so that a template which changes maps changes none of ours
   * @throws TemplateProblem at the place in the template, also when it runs or writes without bound
   */
  public String render(Object data) {
    StringBuilder out = new StringBuilder();
    try {
      new Rendering(definitions, functions, missingKey).run(root, Values.copy(data), out);
    } catch (StackOverflowError tooDeep) {
      throw source.problem(0, "the template nests too deeply");
    }
    return out.toString();
  }
}
