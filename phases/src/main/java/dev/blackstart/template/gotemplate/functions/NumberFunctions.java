package dev.blackstart.template.gotemplate.functions;

import static java.util.Map.entry;

import dev.blackstart.template.gotemplate.Arguments;
import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.FunctionFailure;
import dev.blackstart.template.gotemplate.GoText;
import dev.blackstart.template.gotemplate.Int64;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;

/** Sprig's arithmetic: on int64 unless the name ends in f; strings are taken for numbers. */
final class NumberFunctions {
  private static final int MOST = 1_000_000;

  static final Map<String, Function> TABLE =
      Map.ofEntries(
          entry("int", Function.of(1, a -> Coerce.integer(a.get(0)))),
          entry("int64", Function.of(1, a -> int64(Coerce.integer(a.get(0))))),
          entry("float64", Function.of(1, a -> Coerce.floating(a.get(0)))),
          entry("atoi", Function.of(1, a -> atoi(a.text(0)))),
          entry("toDecimal", Function.of(1, a -> int64(octal(GoText.of(a.get(0)))))),
          entry("add1", Function.of(1, a -> int64(Coerce.integer(a.get(0)) + 1))),
          entry("add", Function.atLeast(0, a -> int64(sum(a.from(0))))),
          entry(
              "sub",
              Function.of(2, a -> int64(Coerce.integer(a.get(0)) - Coerce.integer(a.get(1))))),
          entry("mul", Function.atLeast(1, a -> int64(fold(a, (x, y) -> x * y)))),
          entry("div", Function.of(2, a -> int64(divide(a, (x, y) -> x / y)))),
          entry("mod", Function.of(2, a -> int64(divide(a, (x, y) -> x % y)))),
          entry("max", Function.atLeast(1, a -> int64(fold(a, Math::max)))),
          entry("biggest", Function.atLeast(1, a -> int64(fold(a, Math::max)))),
          entry("min", Function.atLeast(1, a -> int64(fold(a, Math::min)))),
          entry("add1f", Function.of(1, a -> Coerce.floating(a.get(0)) + 1)),
          entry("addf", Function.atLeast(0, a -> decimal(0.0, a.from(0), BigDecimal::add))),
          entry("subf", Function.atLeast(1, a -> decimals(a, BigDecimal::subtract))),
          entry("mulf", Function.atLeast(1, a -> decimals(a, BigDecimal::multiply))),
          entry("divf", Function.atLeast(1, a -> decimals(a, NumberFunctions::divide))),
          entry("maxf", Function.atLeast(1, a -> foldf(a, Math::max))),
          entry("minf", Function.atLeast(1, a -> foldf(a, Math::min))),
          entry("ceil", Function.of(1, a -> Math.ceil(Coerce.floating(a.get(0))))),
          entry("floor", Function.of(1, a -> Math.floor(Coerce.floating(a.get(0))))),
          entry("round", Function.atLeast(2, NumberFunctions::round)),
          entry("until", Function.of(1, a -> until(a.integer(0)))),
          entry("untilStep", Function.of(3, a -> steps(a.integer(0), a.integer(1), a.integer(2)))),
          entry("seq", Function.atLeast(0, NumberFunctions::seq)));

  private NumberFunctions() {}

  private static Int64 int64(long value) {
    return new Int64(value);
  }

  private static long atoi(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notInteger) {
      return 0;
    }
  }

  private static long octal(String text) {
    try {
      return Long.parseLong(text, 8);
    } catch (NumberFormatException notOctal) {
      return 0;
    }
  }

  private static long sum(List<Object> values) {
    return values.stream().mapToLong(Coerce::integer).sum();
  }

  private static long fold(Arguments arguments, LongBinaryOperator operator) {
    return arguments.from(0).stream().mapToLong(Coerce::integer).reduce(operator).orElse(0);
  }

  private static double foldf(Arguments arguments, DoubleBinaryOperator operator) {
    return arguments.from(0).stream().mapToDouble(Coerce::floating).reduce(operator).orElse(0);
  }

  private static long divide(Arguments arguments, LongBinaryOperator operator) {
    long by = Coerce.integer(arguments.get(1));
    if (by == 0) {
      throw new FunctionFailure("runtime error: integer divide by zero");
    }
    return operator.applyAsLong(Coerce.integer(arguments.get(0)), by);
  }

  private static double decimals(Arguments arguments, BinaryOperator<BigDecimal> operator) {
    return decimal(Coerce.floating(arguments.get(0)), arguments.from(1), operator);
  }

  /** Decimal arithmetic, so that 0.1 and 0.2 make 0.3. */
  private static double decimal(
      double first, List<Object> others, BinaryOperator<BigDecimal> operator) {
    BigDecimal result = BigDecimal.valueOf(first);
    for (Object other : others) {
      result = operator.apply(result, BigDecimal.valueOf(Coerce.floating(other)));
    }
    return result.doubleValue();
  }

  private static BigDecimal divide(BigDecimal left, BigDecimal right) {
    if (right.signum() == 0) {
      throw new FunctionFailure("decimal division by 0");
    }
    return left.divide(right, MathContext.DECIMAL128);
  }

  private static double round(Arguments arguments) {
    double on = arguments.count() > 2 ? Coerce.floating(arguments.get(2)) : 0.5;
    double power = Math.pow(10, arguments.integer(1));
    double digit = power * Coerce.floating(arguments.get(0));
    double fraction = digit - (digit < 0 ? Math.ceil(digit) : Math.floor(digit));
    return (fraction >= on ? Math.ceil(digit) : Math.floor(digit)) / power;
  }

  private static List<Object> until(int count) {
    return steps(0, count, count < 0 ? -1 : 1);
  }

  private static List<Object> steps(int start, int stop, int step) {
    List<Object> numbers = new ArrayList<>();
    boolean down = stop < start;
    if (down ? step >= 0 : step <= 0) {
      return numbers;
    }
    for (long i = start; down ? i > stop : i < stop; i += step) {
      if (numbers.size() >= MOST) {
        throw new FunctionFailure("more than " + MOST + " numbers");
      }
      numbers.add(i);
    }
    return numbers;
  }

  private static String seq(Arguments arguments) {
    int count = arguments.count();
    if (count == 0 || count > 3) {
      return "";
    }
    int start = count == 1 ? 1 : arguments.integer(0);
    int end = arguments.integer(count - 1);
    int direction = end < start ? -1 : 1;
    int step = count == 3 ? arguments.integer(1) : direction;
    if (count == 3 && direction < 0 && step > 0) {
      return "";
    }
    return steps(start, end + direction, step).stream()
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }
}
