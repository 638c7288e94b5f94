package dev.blackstart.template.gotemplate.functions;

import dev.blackstart.template.gotemplate.FunctionFailure;
import dev.blackstart.template.gotemplate.GoText;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go's time.Duration: how it is read and printed. */
final class GoDuration {
  private static final Pattern PART = Pattern.compile("([0-9]*\\.?[0-9]*)(ns|us|µs|μs|ms|s|m|h)");
  private static final long SECOND = 1_000_000_000L;
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns",
          1L,
          "us",
          1_000L,
          "µs",
          1_000L,
          "μs",
          1_000L,
          "ms",
          1_000_000L,
          "s",
          SECOND,
          "m",
          60 * SECOND,
          "h",
          3600 * SECOND);

  private GoDuration() {}

  /** The nanoseconds of a text such as {@code -1h30m}. */
  static long parse(String text) {
    String bare = text.replaceFirst("^[-+]", "");
    if (bare.equals("0")) {
      return 0;
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(bare);
    int at = 0;
    try {
      while (at < bare.length()) {
        if (!part.find(at) || part.start() != at) {
          throw invalid(text);
        }
        BigDecimal unit = BigDecimal.valueOf(UNITS.get(part.group(2)));
        nanos = nanos.add(new BigDecimal(part.group(1)).multiply(unit));
        at = part.end();
      }
      if (bare.isEmpty()) {
        throw invalid(text);
      }
      long value = nanos.toBigInteger().longValueExact();
      return text.startsWith("-") ? -value : value;
    } catch (ArithmeticException | NumberFormatException notNumber) {
      throw invalid(text);
    }
  }

  private static FunctionFailure invalid(String text) {
    return new FunctionFailure("time: invalid duration " + GoText.quote(text));
  }

  /** Whole seconds as Go prints them: {@code 1h1m1s}. */
  static String print(long seconds) {
    long size = Math.abs(seconds);
    String hours = size >= 3600 ? size / 3600 + "h" : "";
    String minutes = size >= 60 ? size / 60 % 60 + "m" : "";
    return (seconds < 0 ? "-" : "") + hours + minutes + size % 60 + "s";
  }

  /** The largest unit only, as sprig rounds. */
  static String round(long nanos) {
    long seconds = Math.abs(nanos) / SECOND;
    boolean beyond = Math.abs(nanos) % SECOND > 0;
    long[] sizes = {365 * 86_400L, 30 * 86_400L, 86_400L, 3600, 60, 1};
    String[] names = {"y", "mo", "d", "h", "m", "s"};
    for (int i = 0; i < sizes.length; i++) {
      if (seconds > sizes[i] || (seconds == sizes[i] && beyond)) {
        return seconds / sizes[i] + names[i];
      }
    }
    return "0s";
  }
}
