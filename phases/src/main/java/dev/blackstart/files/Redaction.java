package dev.blackstart.files;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Knows the secrets of this run and takes them out of any text on its way to a sink. */
public final class Redaction {
  /** Shorter values would hide ordinary words, and hide nothing worth hiding. */
  private static final int SHORTEST = 8;

  private final Set<String> secrets =
      new ConcurrentSkipListSet<>(
          (a, b) ->
              a.length() != b.length() ? Integer.compare(b.length(), a.length()) : a.compareTo(b));

  /** From now on these values, and each line of them that is long enough, are taken out. */
  public void hide(Collection<String> values) {
    for (String value : values) {
      value.lines().map(String::strip).filter(Redaction::worthHiding).forEach(secrets::add);
    }
  }

  /**
   * The same for one value: in base64 it is as secret as what it holds, and the other way round.
   */
  public void hideInBothForms(String value) {
    hide(List.of(value));
    try {
      byte[] bytes = Base64.getDecoder().decode(value.strip());
      hide(List.of(new String(bytes, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException notBase64) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      hide(List.of(Base64.getEncoder().encodeToString(bytes)));
    }
  }

  /** The text without secrets. */
  public String apply(String text) {
    String clean = text;
    for (String secret : secrets) {
      if (clean.contains(secret)) {
        clean = clean.replace(secret, "[redacted]");
      }
    }
    return clean;
  }

  /** Whether no secret is in the text. */
  public boolean holdsNone(String text) {
    return secrets.stream().noneMatch(text::contains);
  }

  private static boolean worthHiding(String line) {
    return line.length() >= SHORTEST && !line.startsWith("-----");
  }
}
