package dev.blackstart.template.yaml;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How go-yaml gives a plain scalar its meaning (resolve.go of yaml.v2 2.4 and yaml.v3 3.0, which
 * differ in the words for true and false only): first the words, then integers in Go's own syntax
 * with underscores dropped, then decimal floats; everything else is text.
 */
final class ScalarRules {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> NAN = Set.of(".nan", ".NaN", ".NAN");
  private static final Set<String> INFINITY =
      Set.of(".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF");
  private static final Set<String> NEGATIVE_INFINITY = Set.of("-.inf", "-.Inf", "-.INF");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern INTEGER =
      Pattern.compile(
          "(?<sign>[-+]?)(?:0[xX](?<hex>[0-9a-fA-F]+)|0[bB](?<bin>[01]+)|0[oO]?(?<oct>[0-7]+)"
              + "|(?<dec>0|[1-9][0-9]*))");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "(\\d{4})-(\\d{1,2})-(\\d{1,2})"
              + "([Tt]\\d{1,2}:\\d{1,2}:\\d{1,2}(\\.\\d+)?(Z|[-+]\\d\\d:\\d\\d)"
              + "| \\d{1,2}:\\d{1,2}:\\d{1,2}(\\.\\d+)?)?");
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_UNSIGNED = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  private final Set<String> trues;
  private final Set<String> falses;

  ScalarRules(Set<String> trues, Set<String> falses) {
    this.trues = trues;
    this.falses = falses;
  }

  Object read(ScalarNode scalar) {
    if (scalar.tag().isPresent()) {
      return readTagged(scalar, scalar.tag().get());
    }
    return scalar.style() == ScalarNode.Style.PLAIN ? resolve(scalar.text()) : scalar.text();
  }

  private Object readTagged(ScalarNode scalar, String tag) {
    Object value = resolve(scalar.text());
    boolean fits =
        switch (tag) {
          case "!!bool" -> value instanceof Boolean;
          case "!!int" -> value instanceof Long || value instanceof BigInteger;
          case "!!float" -> value instanceof Number;
          case "!!null" -> value == null;
          default -> true;
        };
    if (!fits) {
      throw new YamlProblem(scalar.mark(), "cannot read \"" + scalar.text() + "\" as a " + tag);
    }
    return switch (tag) {
      case "!!bool", "!!int", "!!null" -> value;
      case "!!float" -> ((Number) value).doubleValue();
      case "!!binary" -> binary(scalar);
      default -> scalar.text();
    };
  }

  private static String binary(ScalarNode scalar) {
    try {
      String text = scalar.text().replaceAll("[\r\n ]", "");
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      throw new YamlProblem(scalar.mark(), "!!binary value is not base64");
    }
  }

  /** What a plain scalar of this text is. */
  Object resolve(String text) {
    if (NULLS.contains(text)) {
      return null;
    }
    char first = text.charAt(0);
    if (first == '.' || first == '+' || first == '-' || (first >= '0' && first <= '9')) {
      return number(text);
    }
    if (trues.contains(text)) {
      return true;
    }
    return falses.contains(text) ? (Object) false : text;
  }

  private static Object number(String text) {
    if (NAN.contains(text)) {
      return Double.NaN;
    }
    if (INFINITY.contains(text)) {
      return Double.POSITIVE_INFINITY;
    }
    if (NEGATIVE_INFINITY.contains(text)) {
      return Double.NEGATIVE_INFINITY;
    }
    // Go drops underscores everywhere but in a number that begins with its point.
    String plain = text.charAt(0) == '.' ? text : text.replace("_", "");
    Matcher integer = INTEGER.matcher(plain);
    if (integer.matches()) {
      BigInteger value = integer(integer);
      if (value.compareTo(MIN_LONG) >= 0 && value.compareTo(MAX_LONG) <= 0) {
        return value.longValueExact();
      }
      // Go's ParseUint, which is asked next, takes no sign.
      if (integer.group("sign").isEmpty() && value.compareTo(MAX_UNSIGNED) <= 0) {
        return value;
      }
    }
    if (FLOAT.matcher(plain).matches()) {
      double value = Double.parseDouble(plain);
      return Double.isInfinite(value) ? (Object) text : value;
    }
    return text;
  }

  private static BigInteger integer(Matcher integer) {
    BigInteger value;
    if (integer.group("hex") != null) {
      value = new BigInteger(integer.group("hex"), 16);
    } else if (integer.group("bin") != null) {
      value = new BigInteger(integer.group("bin"), 2);
    } else if (integer.group("oct") != null) {
      value = new BigInteger(integer.group("oct"), 8);
    } else {
      value = new BigInteger(integer.group("dec"));
    }
    return integer.group("sign").equals("-") ? value.negate() : value;
  }

  /** The name a key gets on its way to JSON (sigs.k8s.io/yaml, convertToJSONableObject). */
  String jsonKey(ScalarNode key) {
    Object value = read(key);
    return switch (value) {
      case null -> throw new YamlProblem(key.mark(), "a mapping key is null");
      case Double number -> GoFloat.shortest32(number);
      default -> value.toString();
    };
  }

  /** Whether go-yaml takes a plain scalar of this text for a point in time. */
  static boolean isTimestamp(String text) {
    Matcher timestamp = TIMESTAMP.matcher(text);
    if (!timestamp.matches()) {
      return false;
    }
    int month = Integer.parseInt(timestamp.group(2));
    int day = Integer.parseInt(timestamp.group(3));
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= YearMonth.of(Integer.parseInt(timestamp.group(1)), month).lengthOfMonth();
  }

  /**
   * Whether some reader of YAML 1.1 could take a plain scalar of this text for a base-60 number.
   */
  static boolean isBaseSixty(String text) {
    return text.toLowerCase(Locale.ROOT).matches("[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");
  }
}
