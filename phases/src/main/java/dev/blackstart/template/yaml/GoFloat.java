package dev.blackstart.template.yaml;

import java.math.BigDecimal;

/** Floats as Go prints them: strconv.FormatFloat(f, 'g', -1, bits), infinities as YAML does. */
public final class GoFloat {
  private GoFloat() {}

  /** The shortest text that reads as this float64. */
  public static String shortest(double value) {
    return format(value, Double.toString(value));
  }

  static String shortest32(double value) {
    return format(value, Float.toString((float) value));
  }

  private static String format(double value, String shortestDigits) {
    if (Double.isNaN(value)) {
      return ".nan";
    }
    if (shortestDigits.endsWith("Infinity")) {
      return value > 0 ? ".inf" : "-.inf";
    }
    BigDecimal decimal = new BigDecimal(shortestDigits).stripTrailingZeros();
    String sign = shortestDigits.startsWith("-") ? "-" : "";
    if (decimal.signum() == 0) {
      return sign + "0";
    }
    String digits = decimal.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - decimal.scale();
    if (exponent >= -4 && exponent < 6) {
      return decimal.toPlainString();
    }
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String power = (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "");
    return sign + digits.charAt(0) + fraction + "e" + power + Math.abs(exponent);
  }
}
