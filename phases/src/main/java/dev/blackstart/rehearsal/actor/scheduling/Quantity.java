package dev.blackstart.rehearsal.actor.scheduling;

import java.math.BigDecimal;
import java.util.Map;

/** Amounts as Kubernetes writes them: {@code 250m}, {@code 512Mi}, {@code 2}. */
final class Quantity {
  private static final Map<String, BigDecimal> SUFFIXES =
      Map.ofEntries(
          Map.entry("m", new BigDecimal("0.001")),
          Map.entry("k", BigDecimal.TEN.pow(3)),
          Map.entry("M", BigDecimal.TEN.pow(6)),
          Map.entry("G", BigDecimal.TEN.pow(9)),
          Map.entry("T", BigDecimal.TEN.pow(12)),
          Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
          Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
          Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
          Map.entry("Ti", BigDecimal.valueOf(1L << 40)));

  private Quantity() {}

  /** In thousandths; zero for what is not there. */
  static long thousandths(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    int end = text.length();
    while (end > 0 && Character.isLetter(text.charAt(end - 1))) {
      end--;
    }
    BigDecimal factor = SUFFIXES.getOrDefault(text.substring(end), BigDecimal.ONE);
    return new BigDecimal(text.substring(0, end)).multiply(factor).movePointRight(3).longValue();
  }
}
