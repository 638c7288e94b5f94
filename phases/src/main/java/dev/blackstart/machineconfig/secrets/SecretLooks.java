package dev.blackstart.machineconfig.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Secrets that are known by their looks, wherever they stand. */
final class SecretLooks {
  private static final String PRIVATE_KEY = "PRIVATE KEY-----";

  /** Nobody reads a longer one, and nobody knows what is in it. */
  private static final int LONGEST = 64 << 10;

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/\\s]{40,}={0,2}\\s*");

  /** Each with one group: what is secret of it. */
  private static final List<Pattern> PARTS =
      List.of(
          // https://user:password@host
          Pattern.compile("://([^/?#\\s@]+)@"),
          // ?jointoken=…, --oidc-client-secret=…, siderolink.api=…&token=…
          Pattern.compile(
              "(?i)(?<![a-z0-9_.-])[a-z0-9_.-]{0,64}(?:token|secret|passw|passphrase|credential|apikey|api-key"
                  + "|access-key|auth-key|authkey|signature)[a-z0-9_.-]{0,64}=([^\\s&\"';,]+)"),
          Pattern.compile("(?i)\\b(?:bearer|basic) +([a-z0-9+/_.~=-]{8,})"),
          // A token of Kubernetes or of Talos's trustd.
          Pattern.compile("(?<![a-z0-9.])([a-z0-9]{6}\\.[a-z0-9]{16})(?![a-z0-9.])"),
          // A JWT.
          Pattern.compile(
              "(?<![A-Za-z0-9_-])(eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*)"),
          Pattern.compile("(AGE-SECRET-KEY-1[A-Z0-9]+|gh[pousr]_[A-Za-z0-9]{20,})"));

  private SecretLooks() {}

  /** The text without them. */
  static String masked(String text) {
    if (text.length() > LONGEST || text.contains(PRIVATE_KEY) || isPrivateKeyInBase64(text)) {
      return MaskedConfig.MASK;
    }
    String result = text;
    for (Pattern part : PARTS) {
      result =
          part.matcher(result)
              .replaceAll(
                  match ->
                      Matcher.quoteReplacement(
                          match.group().substring(0, match.start(1) - match.start())
                              + MaskedConfig.MASK
                              + match.group().substring(match.end(1) - match.start())));
    }
    return result;
  }

  private static boolean isPrivateKeyInBase64(String text) {
    if (!BASE64.matcher(text).matches()) {
      return false;
    }
    byte[] decoded;
    try {
      decoded = Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException none) {
      return false;
    }
    return new String(decoded, StandardCharsets.ISO_8859_1).contains(PRIVATE_KEY);
  }
}
