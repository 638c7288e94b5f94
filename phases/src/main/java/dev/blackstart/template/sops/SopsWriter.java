package dev.blackstart.template.sops;

import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlStyle;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Encrypts a YAML document of texts as sops does, so that sops itself, Flux and this program read
 * it (facts of sops 3.13: stores/yaml, aes, sops.go).
 */
public final class SopsWriter {
  /** The version of the format; sops refuses a file without one. */
  private static final String VERSION = "3.13.3";

  private static final int KEY_BYTES = 32;

  private final AgeRecipients recipients;
  private final SecureRandom random = new SecureRandom();

  public SopsWriter(AgeRecipients recipients) {
    this.recipients = recipients;
  }

  /**
   * The document with all of its values encrypted.
   *
   * @param document maps with string keys, lists, texts
   * @param now wall time
   */
  public String encrypt(Map<String, Object> document, Instant now) {
    return encrypt(document, "", now);
  }

  /**
   * The same where only some are.
   *
   * @param encryptedRegex values below a key this matches are encrypted; all when it is empty
   */
  public String encrypt(Map<String, Object> document, String encryptedRegex, Instant now) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put(
        encryptedRegex.isEmpty() ? "unencrypted_suffix" : "encrypted_regex",
        encryptedRegex.isEmpty() ? "_unencrypted" : encryptedRegex);
    SopsRules rules = new SopsRules(rule);
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    try {
      MessageDigest seal = sha512();
      Map<String, Object> sealed = new LinkedHashMap<>();
      ((Map<?, ?>)
              SopsTree.map(
                  document,
                  List.of(),
                  (value, path) -> {
                    String text = text(value, path);
                    seal.update(text.getBytes(StandardCharsets.UTF_8));
                    return rules.encrypts(path) && !text.isEmpty()
                        ? SopsValue.encrypt(text, key, String.join(":", path) + ":", random)
                        : text;
                  }))
          .forEach((name, value) -> sealed.put(String.valueOf(name), value));
      String modified = now.truncatedTo(ChronoUnit.SECONDS).toString();
      String mac = HexFormat.of().withUpperCase().formatHex(seal.digest());
      Map<String, Object> sops = new LinkedHashMap<>();
      sops.put("age", age(key));
      sops.put("lastmodified", modified);
      sops.put("mac", SopsValue.encrypt(mac, key, modified, random));
      sops.putAll(rule);
      sops.put("version", VERSION);
      sealed.put("sops", sops);
      return Yaml.write(sealed, YamlStyle.FOUR);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private List<Map<String, Object>> age(byte[] key) {
    List<Map<String, Object>> age = new ArrayList<>();
    List<String> sealed = recipients.sealed(key);
    for (int i = 0; i < sealed.size(); i++) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("enc", sealed.get(i));
      one.put("recipient", recipients.names().get(i));
      age.add(one);
    }
    return age;
  }

  /** Numbers and booleans are sealed in other words than they are written in; none is needed. */
  private static String text(Object value, List<String> path) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("the value at " + String.join(".", path) + " is no text");
  }

  private static MessageDigest sha512() {
    try {
      return MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
