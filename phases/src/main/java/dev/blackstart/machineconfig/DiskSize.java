package dev.blackstart.machineconfig;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comparison with a disk's size, as {@code machine.install.diskSelector.size} has it (Talos
 * 1.12): {@code >= 1TB}. Without a unit it counts bytes, {@code TB} is a power of 1000 and {@code
 * TiB} one of 1024; commas in the number are for the reader.
 *
 * @param operator {@code ==} when none is written
 * @param bytes rounded down
 */
record DiskSize(String operator, BigDecimal bytes) {
  private static final Pattern WRITTEN =
      Pattern.compile("\\s*(<=|>=|==|<|>)?\\s*([0-9.,]+)\\s*([a-zA-Z]*)\\s*");

  private static final List<String> LETTERS = List.of("k", "m", "g", "t", "p", "e");

  /** Empty when Talos could not read it either. */
  static Optional<DiskSize> parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      return Optional.empty();
    }
    Optional<BigDecimal> unit = unit(written.group(3).toLowerCase(Locale.ROOT));
    String operator = written.group(1) == null ? "==" : written.group(1);
    try {
      BigDecimal number = new BigDecimal(written.group(2).replace(",", ""));
      return unit.map(each -> new DiskSize(operator, whole(number.multiply(each))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether a disk of so many bytes is meant. */
  boolean holds(long size) {
    int order = BigDecimal.valueOf(size).compareTo(bytes);
    return switch (operator) {
      case "<=" -> order <= 0;
      case ">=" -> order >= 0;
      case "<" -> order < 0;
      case ">" -> order > 0;
      default -> order == 0;
    };
  }

  private static BigDecimal whole(BigDecimal bytes) {
    return new BigDecimal(bytes.toBigInteger());
  }

  private static Optional<BigDecimal> unit(String written) {
    String letters = written.endsWith("b") ? written.substring(0, written.length() - 1) : written;
    boolean binary = letters.endsWith("i");
    String letter = binary ? letters.substring(0, letters.length() - 1) : letters;
    int power = letter.isEmpty() ? 0 : LETTERS.indexOf(letter) + 1;
    if (power == 0 && (binary || !letter.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(BigDecimal.valueOf(binary ? 1024 : 1000).pow(power));
  }
}
