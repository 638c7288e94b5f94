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

/** Sprig's regular expressions, which are RE2's: linear in time whatever the pattern. */
final class RegexFunctions {
  static final Map<String, Function> TABLE =
      Map.ofEntries(
          entry("regexMatch", Function.of(2, RegexFunctions::match)),
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

  private static Object match(Arguments arguments) {
    return pattern(arguments).matcher(arguments.text(1)).find();
  }

  private static Object find(Arguments arguments) {
    Matcher matcher = pattern(arguments).matcher(arguments.text(1));
    return matcher.find() ? matcher.group() : "";
  }

  private static Object findAll(Arguments arguments) {
    Matcher matcher = pattern(arguments).matcher(arguments.text(1));
    int most = arguments.integer(2);
    List<Object> found = new ArrayList<>();
    while ((most < 0 || found.size() < most) && matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  /** In the replacement {@code $1}, {@code ${1}} and {@code ${name}} stand for groups, as in Go. */
  private static Object replaceAll(Arguments arguments) {
    Matcher matcher = pattern(arguments).matcher(arguments.text(1));
    String replacement = arguments.text(2);
    return replace(matcher, arguments.text(1), () -> GroupReferences.expand(replacement, matcher));
  }

  private static Object replaceLiteral(Arguments arguments) {
    String replacement = arguments.text(2);
    return replace(
        pattern(arguments).matcher(arguments.text(1)), arguments.text(1), () -> replacement);
  }

  private static String replace(
      Matcher matcher, String text, java.util.function.Supplier<String> replacement) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (matcher.find()) {
      out.append(text, from, matcher.start()).append(replacement.get());
      from = matcher.end();
    }
    return out.append(text.substring(from)).toString();
  }

  private static Object split(Arguments arguments) {
    int most = arguments.integer(2);
    List<Object> parts = new ArrayList<>();
    if (most == 0) {
      return parts;
    }
    String text = arguments.text(1);
    Matcher matcher = pattern(arguments).matcher(text);
    int from = 0;
    while ((most < 0 || parts.size() < most - 1) && matcher.find()) {
      if (matcher.end() > 0
          && (matcher.end() > matcher.start() || matcher.start() < text.length())) {
        parts.add(text.substring(from, matcher.start()));
        from = matcher.end();
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static String quoteMeta(String text) {
    return text.replaceAll("([\\\\.+*?()|\\[\\]{}^$])", "\\\\$1");
  }
}
