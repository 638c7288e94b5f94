package dev.blackstart.template.argo;

import dev.blackstart.template.TemplateProblem;
import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.GoTemplate;
import dev.blackstart.template.gotemplate.MissingKey;
import dev.blackstart.template.gotemplate.functions.Functions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills parameters into texts: names in double braces, or Go templates where the ApplicationSet
 * says {@code goTemplate: true}.
 */
final class Rendered {
  private static final Pattern TAG = Pattern.compile("\\{\\{(.*?)}}");
  private static final int LONGEST_NAME = 253;

  private final String name;
  private final boolean goTemplate;
  private final MissingKey missing;
  private final Map<String, Function> functions;

  /**
   * @param name of the ApplicationSet, for problems
   * @param spec its {@code spec}
   */
  Rendered(String name, Map<String, Object> spec) {
    this.name = name;
    this.goTemplate = Fields.text(spec, "goTemplate").equals("true");
    List<?> options = Fields.list(spec.get("goTemplateOptions"));
    this.missing =
        options.contains("missingkey=error")
            ? MissingKey.ERROR
            : options.contains("missingkey=zero") ? MissingKey.ZERO : MissingKey.DEFAULT;
    this.functions = Functions.helm();
    functions.put("normalize", Function.of(1, all -> normalized(String.valueOf(all.get(0)))));
    functions.put(
        "slugify",
        new Function(1, 3, all -> slug(String.valueOf(all.get(all.count() - 1)), all.count())));
  }

  boolean isGoTemplate() {
    return goTemplate;
  }

  /**
   * Every text in a value, names of fields too.
   *
   * @throws ApplicationSetProblem when a template is broken or wants what is not there
   */
  Object all(Object value, Map<String, Object> parameters) {
    return switch (value) {
      case String text -> text(text, parameters);
      case List<?> list -> {
        List<Object> items = new ArrayList<>();
        list.forEach(item -> items.add(all(item, parameters)));
        yield items;
      }
      case Map<?, ?> map -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach(
            (key, each) ->
                fields.put(text(String.valueOf(key), parameters), all(each, parameters)));
        yield fields;
      }
      case null -> null;
      default -> value;
    };
  }

  String text(String text, Map<String, Object> parameters) {
    if (!text.contains("{{")) {
      return text;
    }
    if (!goTemplate) {
      Matcher tags = TAG.matcher(text);
      return tags.replaceAll(
          tag ->
              Matcher.quoteReplacement(
                  parameters.get(tag.group(1).strip()) instanceof String value
                      ? value
                      : tag.group()));
    }
    try {
      return GoTemplate.parse(text, "ApplicationSet " + name, functions, missing)
          .render(parameters);
    } catch (TemplateProblem problem) {
      throw new ApplicationSetProblem("template " + text.strip() + ": " + problem.what());
    }
  }

  /** As Argo CD makes a name of anything: small letters, digits, hyphens and dots. */
  static String normalized(String text) {
    String small = text.toLowerCase(Locale.ROOT).replaceAll("[^-a-z0-9.]", "-");
    String cut = small.substring(0, Math.min(small.length(), LONGEST_NAME));
    return cut.replaceAll("^[-._]+|[-._]+$", "");
  }

  private static String slug(String text, int arguments) {
    if (arguments > 1) {
      throw new ApplicationSetProblem("slugify with a length is not supported here");
    }
    return normalized(text).replace('.', '-').replaceAll("-+", "-");
  }
}
