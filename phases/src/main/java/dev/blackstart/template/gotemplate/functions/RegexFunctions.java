package dev.blackstart.template.gotemplate.functions;

import static java.util.Map.entry;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.blackstart.template.gotemplate.Arguments;
import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.FunctionFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Sprig's regular expressions, which are RE2's: linear in time whatever the pattern. */
final class RegexFunctions {
  static final Map<String, Function> TABLE =
      Map.ofEntries(
          entry("regexMatch", Function.of(2, RegexFunctions::matchOrNot)),
          entry("mustRegexMatch", Function.of(2, RegexFunctions::match)),
          entry("regexFind", Function.of(2, RegexFunctions::find)),
          entry("mustRegexFind", Function.of(2, RegexFunctions::find)),
          entry("regexFindAll", Function.of(3, RegexFunctions::findAll)),
          entry("mustRegexFindAll", Function.of(3, RegexFunctions::findAll)),
          entry("regexReplaceAll", Function.of(3, RegexFunctions::replaceAll)),
          entry("mustRegexReplaceAll", Function.of(3, RegexFunctions::replaceAll)),
          entry("regexReplaceAllLiteral", Function.of(3, RegexFunctions::replaceLiteral)),
          entry("mustRegexReplaceAllLiteral", Function.of(3, RegexFunctions::replaceLiteral)),
          entry("regexSplit", Function.of(3, RegexFunctions::split)),
          entry("mustRegexSplit", Function.of(3, RegexFunctions::split)),
          entry("regexQuoteMeta", Function.of(1, a -> quoteMeta(a.text(0)))));

  private RegexFunctions() {}

  private static Pattern pattern(Arguments arguments) {
    try {
      return Pattern.compile(arguments.text(0));
    } catch (PatternSyntaxException broken) {
      throw new FunctionFailure("error parsing regexp: " + broken.getDescription());
    }
  }

  /** Whether the pattern is found; a broken one is found nowhere. */
  private static Object matchOrNot(Arguments arguments) {
    try {
      return Pattern.compile(arguments.text(0)).matcher(arguments.text(1)).find();
    } catch (PatternSyntaxException broken) {
      return false;
    }
  }

  private static Object match(Arguments arguments) {
    return pattern(arguments).matcher(arguments.text(1)).find();
  }

  private static Object find(Arguments arguments) {
    Matcher matcher = pattern(arguments).matcher(arguments.text(1));
    return matcher.find() ? matcher.group() : "";
  }

  /** Goes through all matches, without empty ones where the one before ends. */
  private static void each(Matcher matcher, Consumer<Matcher> use) {
    int end = -1;
    while (matcher.find()) {
      if (matcher.end() > matcher.start() || matcher.start() != end) {
        use.accept(matcher);
      }
      end = matcher.end();
    }
  }

  private static Object findAll(Arguments arguments) {
    int most = arguments.integer(2);
    List<Object> found = new ArrayList<>();
    each(
        pattern(arguments).matcher(arguments.text(1)),
        match -> {
          if (most < 0 || found.size() < most) {
            found.add(match.group());
          }
        });
    return found;
  }

  /** In the replacement {@code $1}, {@code ${1}} and {@code ${name}} stand for groups, as in Go. */
  private static Object replaceAll(Arguments arguments) {
    String replacement = arguments.text(2);
    return replace(arguments, match -> GroupReferences.expand(replacement, match));
  }

  private static Object replaceLiteral(Arguments arguments) {
    String replacement = arguments.text(2);
    return replace(arguments, match -> replacement);
  }

  private static String replace(
      Arguments arguments, java.util.function.Function<Matcher, String> replacement) {
    String text = arguments.text(1);
    StringBuilder out = new StringBuilder();
    int[] from = {0};
    each(
        pattern(arguments).matcher(text),
        match -> {
          out.append(text, from[0], match.start()).append(replacement.apply(match));
          from[0] = match.end();
        });
    return out.append(text.substring(from[0])).toString();
  }

  private static Object split(Arguments arguments) {
    int most = arguments.integer(2);
    List<Object> parts = new ArrayList<>();
    if (most == 0) {
      return parts;
    }
    String text = arguments.text(1);
    int[] from = {0};
    each(
        pattern(arguments).matcher(text),
        match -> {
          boolean apart =
              match.end() > 0
                  && (match.end() > match.start() || match.start() < text.length())
                  && (most < 0 || parts.size() < most - 1);
          if (apart) {
            parts.add(text.substring(from[0], match.start()));
            from[0] = match.end();
          }
        });
    parts.add(text.substring(from[0]));
    return parts;
  }

  private static String quoteMeta(String text) {
    return text.replaceAll("([\\\\.+*?()|\\[\\]{}^$])", "\\\\$1");
  }
}
