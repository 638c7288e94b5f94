package dev.blackstart.template.sops;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Map;

/** Which values of a tree are encrypted, as its metadata says; by the keys that lead to a value. */
final class SopsRules {
  private static final String DEFAULT_SUFFIX = "_unencrypted";

  private final String unencryptedSuffix;
  private final String encryptedSuffix;
  private final String unencryptedRegex;
  private final String encryptedRegex;

  SopsRules(Map<String, Object> metadata) {
    this.encryptedSuffix = text(metadata, "encrypted_suffix");
    this.unencryptedRegex = text(metadata, "unencrypted_regex");
    this.encryptedRegex = text(metadata, "encrypted_regex");
    String suffix = text(metadata, "unencrypted_suffix");
    boolean none = (suffix + encryptedSuffix + unencryptedRegex + encryptedRegex).isEmpty();
    this.unencryptedSuffix = none ? DEFAULT_SUFFIX : suffix;
  }

  private static String text(Map<String, Object> metadata, String key) {
    return metadata.get(key) instanceof String text ? text : "";
  }

  boolean encrypts(List<String> path) {
    boolean encrypted = true;
    if (!unencryptedSuffix.isEmpty()) {
      encrypted = path.stream().noneMatch(key -> key.endsWith(unencryptedSuffix));
    }
    if (!encryptedSuffix.isEmpty()) {
      encrypted = path.stream().anyMatch(key -> key.endsWith(encryptedSuffix));
    }
    if (!unencryptedRegex.isEmpty()) {
      encrypted &= path.stream().noneMatch(pattern(unencryptedRegex)::matches);
    }
    if (!encryptedRegex.isEmpty()) {
      encrypted = path.stream().anyMatch(pattern(encryptedRegex)::matches);
    }
    return encrypted;
  }

  private interface Keys {
    boolean matches(String key);
  }

  private static Keys pattern(String regex) {
    try {
      Pattern pattern = Pattern.compile(regex);
      return key -> pattern.matcher(key).find();
    } catch (PatternSyntaxException broken) {
      return key -> false;
    }
  }
}
