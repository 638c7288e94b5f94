package dev.blackstart.files;

import java.util.Collection;
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

  private static boolean worthHiding(String line) {
    return line.length() >= SHORTEST && !line.startsWith("-----");
  }
}
