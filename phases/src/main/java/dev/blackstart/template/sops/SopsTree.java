package dev.blackstart.template.sops;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Walks trees of values in sops's order. */
final class SopsTree {
  private SopsTree() {}

  /** A tree with each leaf replaced; a list's items have the path of the list. */
  static Object map(
      Object value, List<String> path, BiFunction<Object, List<String>, Object> change) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> {
        Map<String, Object> changed = new LinkedHashMap<>();
        map.forEach(
            (key, item) -> {
              List<String> inner = new ArrayList<>(path);
              inner.add(String.valueOf(key));
              changed.put(String.valueOf(key), map(item, inner, change));
            });
        yield changed;
      }
      case List<?> list -> {
        List<Object> changed = new ArrayList<>();
        list.forEach(item -> changed.add(map(item, path, change)));
        yield changed;
      }
      default -> change.apply(value, path);
    };
  }

  /**
   * Decrypts documents and checks their seal.
   *
   * @param secrets told every text that was encrypted
   * @throws SopsProblem CHANGED when a value or the whole is not what sops sealed
   */
  static List<Object> decrypt(
      List<Object> documents, SopsMetadata metadata, AgeKeys keys, Consumer<String> secrets) {
    SopsRules rules = metadata.rules();
    byte[] key = metadata.dataKey(keys);
    try {
      MessageDigest seal = sha("SHA-512");
      if (metadata.isMacOfEncryptedOnly()) {
        seal.update(sha("SHA-256").digest("sops".getBytes(StandardCharsets.UTF_8)));
      }
      List<Object> decrypted = new ArrayList<>();
      for (Object document : documents) {
        decrypted.add(
            map(
                document,
                List.of(),
                (value, path) -> {
                  boolean encrypted = rules.encrypts(path);
                  Object plain = encrypted ? plain(value, key, path) : value;
                  if (encrypted && plain instanceof String secret) {
                    secrets.accept(secret);
                  }
                  if (encrypted || !metadata.isMacOfEncryptedOnly()) {
                    seal.update(bytes(plain));
                  }
                  return plain;
                }));
      }
      String sealed = HexFormat.of().withUpperCase().formatHex(seal.digest());
      if (!sealed.equals(SopsValue.decrypt(metadata.mac(), key, metadata.lastModified()))) {
        throw new SopsProblem(
            SopsProblem.Kind.CHANGED, "it was changed after sops encrypted it (MAC mismatch)");
      }
      return decrypted;
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Decrypts one object without its seal, as Flux does: builds change what is not encrypted. */
  static Object decryptUnsealed(Object document, SopsMetadata metadata, AgeKeys keys) {
    byte[] key = metadata.dataKey(keys);
    try {
      return map(
          document,
          List.of(),
          (value, path) ->
              value instanceof String text && SopsValue.isEncrypted(text)
                  ? plain(value, key, path)
                  : value);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static Object plain(Object value, byte[] key, List<String> path) {
    String place = String.join(":", path) + ":";
    if (value.equals("")) {
      return value;
    }
    if (!(value instanceof String text)) {
      throw new SopsProblem(SopsProblem.Kind.BROKEN, "the value at " + place + " is not encrypted");
    }
    return SopsValue.decrypt(text, key, place);
  }

  private static byte[] bytes(Object value) {
    String text =
        switch (value) {
          case Boolean flag -> flag ? "True" : "False";
          case Double number ->
              new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
          default -> value.toString();
        };
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
