package dev.blackstart.template.gotemplate.functions;

import static java.util.Map.entry;

import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.FunctionFailure;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlProblem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Adler32;

/** Sprig's encodings and digests. */
final class EncodingFunctions {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  static final Map<String, Function> TABLE =
      Map.ofEntries(
          entry("b64enc", Function.of(1, a -> base64(a.text(0)))),
          entry("b64dec", Function.of(1, a -> fromBase64(a.text(0)))),
          entry("b32enc", Function.of(1, a -> base32(a.text(0)))),
          entry("b32dec", Function.of(1, a -> fromBase32(a.text(0)))),
          entry("sha1sum", Function.of(1, a -> digest("SHA-1", a.text(0)))),
          entry("sha256sum", Function.of(1, a -> digest("SHA-256", a.text(0)))),
          entry("sha512sum", Function.of(1, a -> digest("SHA-512", a.text(0)))),
          entry("adler32sum", Function.of(1, a -> adler32(a.text(0)))),
          entry("toJson", Function.of(1, a -> JsonText.of(a.get(0)))),
          entry("mustToJson", Function.of(1, a -> JsonText.of(a.get(0)))),
          entry("toRawJson", Function.of(1, a -> JsonText.raw(a.get(0)))),
          entry("mustToRawJson", Function.of(1, a -> JsonText.raw(a.get(0)))),
          entry("toPrettyJson", Function.of(1, a -> JsonText.pretty(a.get(0)))),
          entry("mustToPrettyJson", Function.of(1, a -> JsonText.pretty(a.get(0)))),
          entry("fromJson", Function.of(1, a -> fromJson(a.text(0)))),
          entry("mustFromJson", Function.of(1, a -> mustFromJson(a.text(0)))));

  private EncodingFunctions() {}

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(TextFunctions.bytes(text));
  }

  private static String fromBase64(String text) {
    String digits = text.replaceAll("[\r\n]", "");
    try {
      if (digits.length() % 4 != 0) {
        return "illegal base64 data at input byte " + digits.length() / 4 * 4;
      }
      byte[] bytes = Base64.getDecoder().decode(digits);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return "illegal base64 data at input byte 0";
    }
  }

  private static String base32(String text) {
    StringBuilder out = new StringBuilder();
    long bits = 0;
    int count = 0;
    for (byte b : TextFunctions.bytes(text)) {
      bits = bits << 8 | (b & 0xFF);
      for (count += 8; count >= 5; count -= 5) {
        out.append(BASE32.charAt((int) (bits >> (count - 5)) & 31));
      }
      bits &= (1 << count) - 1;
    }
    if (count > 0) {
      out.append(BASE32.charAt((int) (bits << (5 - count)) & 31));
    }
    return out.append("=".repeat((8 - out.length() % 8) % 8)).toString();
  }

  private static String fromBase32(String text) {
    String digits = text.replaceAll("[\r\n]|=+$", "");
    byte[] bytes = new byte[digits.length() * 5 / 8];
    long bits = 0;
    int count = 0;
    int at = 0;
    for (char c : digits.toCharArray()) {
      if (BASE32.indexOf(c) < 0) {
        return "illegal base32 data at input byte " + digits.indexOf(c);
      }
      bits = (bits << 5 | BASE32.indexOf(c)) & 0xFFFFFF;
      count += 5;
      if (count >= 8) {
        count -= 8;
        bytes[at++] = (byte) (bits >> count);
      }
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String digest(String algorithm, String text) {
    try {
      byte[] digest = MessageDigest.getInstance(algorithm).digest(TextFunctions.bytes(text));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static String adler32(String text) {
    Adler32 sum = new Adler32();
    sum.update(TextFunctions.bytes(text));
    return Long.toString(sum.getValue());
  }

  private static Object fromJson(String text) {
    try {
      return floats(Yaml.json(text, "JSON"));
    } catch (YamlProblem notJson) {
      return null;
    }
  }

  private static Object mustFromJson(String text) {
    try {
      return floats(Yaml.json(text, "JSON"));
    } catch (YamlProblem notJson) {
      throw new FunctionFailure(notJson.getMessage());
    }
  }

  /** Every number is a float64 once Go has decoded it from JSON without a type. */
  static Object floats(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> floats = new LinkedHashMap<>();
        map.forEach((key, item) -> floats.put((String) key, floats(item)));
        yield floats;
      }
      case List<?> list ->
          Coerce.objects(
              new java.util.ArrayList<>(list.stream().map(EncodingFunctions::floats).toList()));
      case Number number -> number.doubleValue();
      case null, default -> value;
    };
  }
}
