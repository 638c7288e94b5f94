package dev.blackstart.repository.source;

import dev.blackstart.cluster.FileReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * References to secrets as vals writes them (github.com/helmfile/vals, README): {@code
 * ref+sops://FILE#/certs/os/crt} is a value of a file of the repository, its path counted from the
 * root, and {@code ref+op://} one of 1Password.
 */
public final class ValsReferences {
  private static final Pattern ONE_PASSWORD =
      Pattern.compile("ref\\+op://([^#\\s\"']+)(?=[\\s\"']|$)");

  /** Options behind a question mark say what only vals itself can do. */
  private static final Pattern SOPS =
      Pattern.compile("ref\\+sops://([^#?\\s\"']+)#/([^.+\\s\"']+)(?=[\\s\"']|$)");

  private ValsReferences() {}

  /** The text with these references in the form of all others; those of other kinds stay. */
  public static String read(String text) {
    if (!text.contains("ref+")) {
      return text;
    }
    String sops =
        SOPS.matcher(text)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        new FileReference(match.group(1), match.group(2).replace('/', '.'))
                            .text()));
    return ONE_PASSWORD.matcher(sops).replaceAll("op://$1");
  }

  /** The reference to a value of a file. */
  public static String sops(String file, String key) {
    return "ref+sops://" + file + "#/" + key.replace('.', '/');
  }
}
