package dev.blackstart.rehearsal.api.schema;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resource quantities: {@code 2000m} and {@code 2} are one value, and one text of it is the
 * canonical one.
 */
public final class Quantities {
  private static final Pattern QUANTITY =
      Pattern.compile(
          "([+-]?(?:\\d+\\.?\\d*|\\.\\d+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\\d+))?");
  private static final List<String> DECIMAL =
      List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
  private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
  private static final int UNIT = 3;
  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

  private Quantities() {}

  /** The canonical text of a quantity; a text that is no quantity stays as it is. */
  public static String canonical(String text) {
    return QUANTITY.matcher(text).matches() ? text(value(text), text) : text;
  }

  /** A quantity as a number; a text that is no quantity is nothing. */
  public static BigDecimal value(String text) {
    Matcher matcher = QUANTITY.matcher(text);
    if (!matcher.matches()) {
      return BigDecimal.ZERO;
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    if (matcher.group(3) != null) {
      return number.scaleByPowerOfTen(Integer.parseInt(matcher.group(3)));
    }
    String suffix = matcher.group(2) == null ? "" : matcher.group(2);
    return suffix.endsWith("i")
        ? number.multiply(KIBI.pow(BINARY.indexOf(suffix)))
        : number.scaleByPowerOfTen((DECIMAL.indexOf(suffix) - UNIT) * 3);
  }

  /**
   * The canonical text of a number.
   *
   * @param like a quantity whose form it takes
   */
  public static String text(BigDecimal value, String like) {
    Matcher matcher = QUANTITY.matcher(like);
    if (matcher.matches() && matcher.group(3) != null) {
      return exponent(value);
    }
    return like.endsWith("i") ? binary(value) : decimal(value);
  }

  private static String decimal(BigDecimal value) {
    if (value.signum() == 0) {
      return "0";
    }
    // Nothing is finer than a billionth: what is, is rounded up.
    BigDecimal nanos = value.scaleByPowerOfTen(9).setScale(0, RoundingMode.UP);
    int step = 0;
    BigDecimal thousand = BigDecimal.valueOf(1000);
    while (step < DECIMAL.size() - 1 && nanos.remainder(thousand).signum() == 0) {
      nanos = nanos.divide(thousand);
      step++;
    }
    return nanos.toPlainString() + DECIMAL.get(step);
  }

  private static String binary(BigDecimal value) {
    boolean whole = value.stripTrailingZeros().scale() <= 0;
    if (!whole || value.abs().compareTo(KIBI) < 0) {
      return decimal(value);
    }
    BigDecimal rest = value.setScale(0, RoundingMode.UNNECESSARY);
    int step = 0;
    while (step < BINARY.size() - 1 && rest.remainder(KIBI).signum() == 0) {
      rest = rest.divide(KIBI);
      step++;
    }
    return rest.toPlainString() + BINARY.get(step);
  }

  private static String exponent(BigDecimal value) {
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal stripped = value.stripTrailingZeros();
    int exponent = Math.floorDiv(-stripped.scale(), 3) * 3;
    String mantissa = stripped.scaleByPowerOfTen(-exponent).toPlainString();
    return exponent == 0 ? mantissa : mantissa + "e" + exponent;
  }
}
