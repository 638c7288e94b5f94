package dev.blackstart.template.sops;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One encrypted value, {@code ENC[AES256_GCM,data:…,iv:…,tag:…,type:…]}. */
final class SopsValue {
  private static final Pattern FORM =
      Pattern.compile(
          "ENC\\[AES256_GCM,data:([^,]*),iv:([^,]+),tag:([^,]+),type:([a-z]+)]", Pattern.DOTALL);
  private static final int TAG_BITS = 128;

  /** Longer than GCM's usual twelve (sops, aes/cipher.go). */
  private static final int NONCE_BYTES = 32;

  private SopsValue() {}

  static boolean isEncrypted(String text) {
    return text.startsWith("ENC[") && FORM.matcher(text).matches();
  }

  /**
   * A text, encrypted.
   *
   * @param place as in {@link #decrypt}
   */
  static String encrypt(String plain, byte[] key, String place, SecureRandom random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      byte[] sealed = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
      int length = sealed.length - TAG_BITS / 8;
      Base64.Encoder base64 = Base64.getEncoder();
      return "ENC[AES256_GCM,data:"
          + base64.encodeToString(Arrays.copyOf(sealed, length))
          + ",iv:"
          + base64.encodeToString(nonce)
          + ",tag:"
          + base64.encodeToString(Arrays.copyOfRange(sealed, length, sealed.length))
          + ",type:str]";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM", e);
    }
  }

  /**
   * The value, in the type it had.
   *
   * @param place what it is bound to: the keys that lead to it, each with a colon after it
   * @throws SopsProblem CHANGED when it was changed or moved
   */
  static Object decrypt(String text, byte[] key, String place) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new SopsProblem(SopsProblem.Kind.BROKEN, "the value at " + place + " is not encrypted");
    }
    byte[] plain = null;
    try {
      byte[] data = Base64.getDecoder().decode(form.group(1));
      byte[] tag = Base64.getDecoder().decode(form.group(3));
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      GCMParameterSpec nonce =
          new GCMParameterSpec(TAG_BITS, Base64.getDecoder().decode(form.group(2)));
      cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), nonce);
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      byte[] sealed = Arrays.copyOf(data, data.length + tag.length);
      System.arraycopy(tag, 0, sealed, data.length, tag.length);
      plain = cipher.doFinal(sealed);
      return typed(new String(plain, StandardCharsets.UTF_8), form.group(4), place);
    } catch (GeneralSecurityException | IllegalArgumentException changed) {
      throw new SopsProblem(
          SopsProblem.Kind.CHANGED,
          "the value at " + place + " was changed or moved after sops encrypted it");
    } finally {
      if (plain != null) {
        Arrays.fill(plain, (byte) 0);
      }
    }
  }

  private static Object typed(String plain, String type, String place) {
    try {
      return switch (type) {
        case "str", "bytes", "comment", "time" -> plain;
        case "int" -> Long.valueOf(plain);
        case "float" -> Double.valueOf(plain);
        case "bool" -> Boolean.valueOf(plain);
        default ->
            throw new SopsProblem(
                SopsProblem.Kind.BROKEN, "the value at " + place + " has the unknown type " + type);
      };
    } catch (NumberFormatException notNumber) {
      throw new SopsProblem(
          SopsProblem.Kind.BROKEN, "the value at " + place + " is no " + type + " as it says");
    }
  }
}
