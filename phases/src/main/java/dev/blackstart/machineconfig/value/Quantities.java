package dev.blackstart.machineconfig.value;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes, shares and durations. */
public final class Quantities {
  private static final Pattern SIZE = Pattern.compile("([0-9.,]*)(.*)", Pattern.DOTALL);
  private static final Pattern DURATION =
      Pattern.compile("[-+]?(0|((\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h))+)");
  private static final Pattern PART =
      Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
  private static final Pattern PERCENT = Pattern.compile("([-+]?[0-9]*\\.?[0-9]+)%");
  private static final BigDecimal MOST = new BigDecimal("18446744073709551616");
  private static final Map<Character, Integer> POWERS =
      Map.of('k', 1, 'm', 2, 'g', 3, 't', 4, 'p', 5, 'e', 6);

  private Quantities() {}

  /** How many bytes a text such as {@code 10GiB} means, as dustin/go-humanize has it. */
  public static Optional<BigDecimal> bytes(String text) {
    Matcher parts = SIZE.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String number = parts.group(1).replace(",", "");
    Optional<BigDecimal> unit = unit(parts.group(2).strip().toLowerCase(Locale.ROOT));
    boolean isNumber =
        number.length() < 40 && number.matches("[0-9]+\\.?[0-9]*|\\.[0-9]+") && unit.isPresent();
    return isNumber
        ? unit.map(size -> size.multiply(new BigDecimal(number))).filter(s -> s.compareTo(MOST) < 0)
        : Optional.empty();
  }

  private static Optional<BigDecimal> unit(String name) {
    if (name.isEmpty() || name.equals("b")) {
      return Optional.of(BigDecimal.ONE);
    }
    Integer power = POWERS.get(name.charAt(0));
    String rest = name.substring(1);
    if (power == null || !rest.matches("b?|ib?")) {
      return Optional.empty();
    }
    return Optional.of(BigDecimal.valueOf(rest.startsWith("i") ? 1024 : 1000).pow(power));
  }

  /** Whether it is a share from 0% to 100%. */
  public static boolean isPercent(String text) {
    Matcher percent = PERCENT.matcher(text);
    if (!percent.matches() || text.length() > 40) {
      return false;
    }
    BigDecimal share = new BigDecimal(percent.group(1));
    return share.signum() >= 0 && share.compareTo(BigDecimal.valueOf(100)) <= 0;
  }

  /** The seconds of a duration in Go's form; nothing when it is none. */
  public static Optional<Double> seconds(String text) {
    if (!isDuration(text)) {
      return Optional.empty();
    }
    double seconds = 0;
    Matcher parts = PART.matcher(text);
    while (parts.find()) {
      double unit =
          switch (parts.group(2)) {
            case "ns" -> 1e-9;
            case "ms" -> 1e-3;
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3600;
            default -> 1e-6;
          };
      seconds += unit * Double.parseDouble(parts.group(1));
    }
    return Optional.of(text.startsWith("-") ? -seconds : seconds);
  }

  /** Whether Go takes it for a duration. */
  public static boolean isDuration(String text) {
    return DURATION.matcher(text).matches();
  }
}
