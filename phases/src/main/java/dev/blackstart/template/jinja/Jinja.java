package dev.blackstart.template.jinja;

import dev.blackstart.template.TemplateProblem;
import dev.blackstart.template.yaml.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Jinja templates as minijinja-cli renders them with {@code --strict} and no autoescape: printed
 * are {@code true}, {@code none} and lists as JSON has them (minijinja before 2.22).
 */
public final class Jinja {
  private Jinja() {}

  /**
   * The output of a template that includes no other file.
   *
   * @param file the name problems give, as the user knows it
   * @param vars the variables, in maps, lists, strings, numbers, booleans and null
   * @param env what {@code ENV.NAME} gives
   * @throws TemplateProblem at the place in the template: it is no template, names an unknown
   *     variable, filter, test or function, or runs or writes without bound
   */
  public static String render(
      String text, String file, Map<String, Object> vars, Map<String, String> env) {
    return render(text, file, vars, env, name -> Optional.empty(), JinjaStyle.DEFAULT);
  }

  /**
   * The same with other files and another treatment of white space.
   *
   * @param files gives the text of a file that is included or imported, empty when there is none
   */
  public static String render(
      String text,
      String file,
      Map<String, Object> vars,
      Map<String, String> env,
      Function<String, Optional<String>> files,
      JinjaStyle style) {
    Map<String, Object> names = Globals.all();
    names.put("ENV", new LinkedHashMap<>(env));
    vars.forEach((name, value) -> names.put(name, copy(value)));
    StringBuilder out = new StringBuilder();
    try {
      Work work = new Work(files, style);
      Work.Template template = work.parse(text, file);
      new Interpreter(template.source(), work).run(template.statements(), new Scope(names), out);
    } catch (StackOverflowError tooDeep) {
      throw new TemplateProblem(new Mark(file, 1, 1), "the template nests too deeply");
    }
    return out.toString();
  }

  private static Object copy(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> copy.put(String.valueOf(key), copy(item)));
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>(list.size());
        list.forEach(item -> copy.add(copy(item)));
        yield copy;
      }
      case Integer number -> number.longValue();
      case Float number -> number.doubleValue();
      case null, default -> value;
    };
  }
}
