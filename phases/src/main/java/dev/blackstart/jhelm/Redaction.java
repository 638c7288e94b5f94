package dev.blackstart.jhelm;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Takes secrets out of what Helm and the API server say. They quote values: a schema that does not
 * fit, a field the server refuses.
 */
final class Redaction {
  private static final int SHORTEST = 4;
  private static final int OPAQUE = 20;
  private static final Pattern SECRET_KEY =
      Pattern.compile("pass|secret|token|key|credential|auth|cert|private|^ca$|bundle|hash|salt");
  // In objects most keys are no secrets: topologyKey, key of a toleration, certDir.
  private static final Pattern SECRET_FIELD =
      Pattern.compile(
          "pass(word|wd|phrase)|secret|token|credential|(api|private|access|signing)[-_]?key");
  // existingSecret, secretName, authRef name something and are needed to understand a message.
  private static final Pattern NAMING_KEY = Pattern.compile("(^existing.*|name|ref|kind|type)$");
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN [^-]+-----.*?(-----END [^-]+-----|$)", Pattern.DOTALL);
  private static final Pattern BLOB = Pattern.compile("[A-Za-z0-9+/=_-]{40,}");
  private static final Pattern OPAQUE_TEXT =
      Pattern.compile("(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9+/=_-]{" + OPAQUE + ",}");

  private final List<String> secrets;

  /**
   * @param values what the release is installed with
   */
  Redaction(Map<String, Object> values) {
    Set<String> found = new TreeSet<>();
    collect("", values, found);
    // The longest first: one may hold another.
    this.secrets =
        found.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /** The text of an object's field, whose name may say that it is secret. */
  String ofField(String field, String text) {
    String lower = field.toLowerCase(Locale.ROOT);
    boolean named = SECRET_FIELD.matcher(lower).find() && !NAMING_KEY.matcher(lower).find();
    return named ? "[redacted]" : of(text);
  }

  private static boolean secret(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return SECRET_KEY.matcher(lower).find() && !NAMING_KEY.matcher(lower).find();
  }

  private static void collect(String key, Object value, Set<String> found) {
    switch (value) {
      case Map<?, ?> map -> map.forEach((name, child) -> collect(name + "", child, found));
      case List<?> list -> list.forEach(child -> collect(key, child, found));
      case String text -> {
        if ((secret(key) && text.length() >= SHORTEST) || OPAQUE_TEXT.matcher(text).matches()) {
          found.add(text);
          text.lines().map(String::strip).filter(line -> line.length() >= 8).forEach(found::add);
        }
      }
      case null, default -> {}
    }
  }

  String of(String text) {
    String clean = PEM.matcher(text).replaceAll("[redacted]");
    for (String secret : secrets) {
      clean = clean.replace(secret, "[redacted]");
    }
    return BLOB.matcher(clean).replaceAll("[redacted]");
  }
}
