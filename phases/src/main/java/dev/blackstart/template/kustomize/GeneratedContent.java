package dev.blackstart.template.kustomize;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/** The content of generated objects and the hash that names it. */
final class GeneratedContent {
  private static final int LINE = 70;

  private GeneratedContent() {}

  static void intoConfigMap(Map<String, Object> object, SortedMap<String, byte[]> pairs) {
    pairs.forEach(
        (key, bytes) -> {
          try {
            String text =
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            Values.child(object, "data").put(key, text);
          } catch (CharacterCodingException binary) {
            Values.child(object, "binaryData").put(key, base64(bytes));
          }
        });
  }

  static void intoSecret(Map<String, Object> object, SortedMap<String, byte[]> pairs) {
    pairs.forEach((key, bytes) -> Values.child(object, "data").put(key, base64(bytes)));
  }

  /** Base64 in lines of 70 signs, each with a line break once there is more than one. */
  private static String base64(byte[] bytes) {
    String text = Base64.getEncoder().encodeToString(bytes);
    if (text.length() < LINE) {
      return text;
    }
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < text.length(); i += LINE) {
      lines.append(text, i, Math.min(text.length(), i + LINE)).append('\n');
    }
    return lines.toString();
  }

  /** The suffix kustomize gives a generated name: ten signs of a digest, none easily misread. */
  static String hash(Map<String, Object> object) {
    Map<String, Object> hashed = new LinkedHashMap<>();
    hashed.put("kind", object.get("kind"));
    // kustomize means to hash the name too, but looks for a field called "metadata/name".
    hashed.put("name", "");
    hashed.put("data", object.get("data") == null ? "" : object.get("data"));
    boolean secret = "Secret".equals(object.get("kind"));
    if (secret) {
      hashed.put("type", Values.text(object, "type"));
    }
    String extra = secret ? "stringData" : "binaryData";
    if (object.get(extra) instanceof Map<?, ?> map) {
      hashed.put(extra, map);
    }
    String hex = sha256(JsonText.of(hashed)).substring(0, 10);
    return hex.replace('0', 'g')
        .replace('1', 'h')
        .replace('3', 'k')
        .replace('a', 'm')
        .replace('e', 't');
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java has SHA-256", absent);
    }
  }
}
