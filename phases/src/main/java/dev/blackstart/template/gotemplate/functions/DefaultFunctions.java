package dev.blackstart.template.gotemplate.functions;

import static java.util.Map.entry;

import dev.blackstart.template.gotemplate.Arguments;
import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.FunctionFailure;
import dev.blackstart.template.gotemplate.GoText;
import dev.blackstart.template.gotemplate.Int64;
import dev.blackstart.template.gotemplate.Values;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Sprig's functions that choose between values and ask what they are. */
final class DefaultFunctions {
  static final Map<String, Function> TABLE =
      Map.ofEntries(
          entry("default", Function.atLeast(1, DefaultFunctions::defaultTo)),
          entry("empty", Function.of(1, a -> !Values.isTrue(a.get(0)))),
          entry("coalesce", Function.atLeast(0, DefaultFunctions::coalesce)),
          entry("all", Function.atLeast(0, a -> a.from(0).stream().allMatch(Values::isTrue))),
          entry("any", Function.atLeast(0, a -> a.from(0).stream().anyMatch(Values::isTrue))),
          entry("ternary", Function.of(3, a -> a.flag(2) ? a.get(0) : a.get(1))),
          entry("typeOf", Function.of(1, a -> GoText.type(a.get(0)))),
          entry("typeIs", Function.of(2, a -> a.text(0).equals(GoText.type(a.get(1))))),
          entry("typeIsLike", Function.of(2, DefaultFunctions::typeIsLike)),
          entry("kindOf", Function.of(1, a -> kind(a.get(0)))),
          entry("kindIs", Function.of(2, a -> a.text(0).equals(kind(a.get(1))))),
          entry("deepEqual", Function.of(2, a -> Objects.equals(a.get(0), a.get(1)))),
          entry("hello", Function.of(0, a -> "Hello!")),
          entry(
              "fail",
              Function.of(
                  1,
                  a -> {
                    throw new FunctionFailure(a.text(0));
                  })));

  private DefaultFunctions() {}

  private static Object defaultTo(Arguments arguments) {
    boolean given = arguments.count() > 1 && Values.isTrue(arguments.get(1));
    return given ? arguments.get(1) : arguments.get(0);
  }

  private static Object coalesce(Arguments arguments) {
    return arguments.from(0).stream().filter(Values::isTrue).findFirst().orElse(null);
  }

  private static Object typeIsLike(Arguments arguments) {
    String type = GoText.type(arguments.get(1));
    return type.equals(arguments.text(0)) || type.equals("*" + arguments.text(0));
  }

  private static String kind(Object value) {
    return switch (value) {
      case null -> "invalid";
      case String text -> "string";
      case Boolean flag -> "bool";
      case Long number -> "int";
      case Int64 number -> "int64";
      case BigInteger number -> "uint64";
      case Double number -> "float64";
      case Map<?, ?> map -> "map";
      case List<?> list -> "slice";
      default -> "func";
    };
  }
}
