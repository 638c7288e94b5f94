package dev.blackstart.machineconfig.document;

import java.util.regex.Pattern;

/**
 * A reference to a secret kept elsewhere, as 1Password writes it: {@code op://vault/item/field},
 * with an optional section before the field and options after a question mark. References end at a
 * blank, a quote or a closing bracket; one enclosed in {@code {{ }}} may hold blanks.
 */
public final class SecretReference {
  private static final Pattern BRACED = Pattern.compile("\\{\\{\\s*(op://[^}\"']+?)\\s*\\}\\}");
  private static final Pattern BARE = Pattern.compile("op://[^\\s\"'`<>(){}\\[\\],;]+");

  private SecretReference() {}

  /** Both forms in one pattern; group 1 is the braced reference, absent for a bare one. */
  public static Pattern pattern() {
    return Pattern.compile(BRACED.pattern() + "|" + BARE.pattern());
  }

  /** Whether a text holds a reference. */
  public static boolean isIn(String text) {
    return text.contains("op://") && pattern().matcher(text).find();
  }
}
