package dev.blackstart.rehearsal.etcd;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * Values a kube-apiserver has encrypted before it stored them, as Talos tells it to do with
 * Secrets: {@code k8s:enc:<provider>:v1:<key name>:} and then the ciphertext. Holds keys.
 */
public final class SealedValues {
  private static final byte[] MARK = "k8s:enc:".getBytes(StandardCharsets.US_ASCII);
  private static final int NONCE = 24;
  private static final int MAC = 16;
  private static final int KEY = 32;
  private static final int BLOCK = 16;

  private final Optional<byte[]> secretbox;
  private final Optional<byte[]> aescbc;

  /**
   * @param secretbox {@code cluster.secretboxEncryptionSecret}, base64
   * @param aescbc {@code cluster.aescbcEncryptionSecret}, base64
   */
  public SealedValues(Optional<String> secretbox, Optional<String> aescbc) {
    this.secretbox = secretbox.map(Base64.getDecoder()::decode);
    this.aescbc = aescbc.map(Base64.getDecoder()::decode);
  }

  /** The same database with every value in the clear that these keys open. */
  public EtcdDatabase open(EtcdDatabase database) {
    return new EtcdDatabase(
        database.revision(),
        database.entries().stream()
            .map(
                entry ->
                    open(entry.value())
                        .map(
                            value ->
                                new EtcdDatabase.Entry(
                                    entry.key(),
                                    value,
                                    entry.created(),
                                    entry.modified(),
                                    entry.version()))
                        .orElse(entry))
            .toList());
  }

  private Optional<byte[]> open(byte[] value) {
    if (value.length < MARK.length || !Arrays.equals(value, 0, MARK.length, MARK, 0, MARK.length)) {
      return Optional.empty();
    }
    // provider, version, name of the key
    int at = MARK.length;
    for (int colons = 0; colons < 3; at++) {
      if (at == value.length) {
        return Optional.empty();
      }
      colons += value[at] == ':' ? 1 : 0;
    }
    byte[] sealed = Arrays.copyOfRange(value, at, value.length);
    String head = new String(value, MARK.length, at - MARK.length, StandardCharsets.US_ASCII);
    if (head.startsWith("secretbox:v1:")) {
      return secretbox.flatMap(key -> box(key, sealed));
    }
    return head.startsWith("aescbc:v1:")
        ? aescbc.flatMap(key -> blocks(key, sealed))
        : Optional.empty();
  }

  /** NaCl's secretbox: XSalsa20, whose first 32 bytes key a Poly1305 over the ciphertext. */
  private static Optional<byte[]> box(byte[] key, byte[] sealed) {
    if (sealed.length < NONCE + MAC || key.length != KEY) {
      return Optional.empty();
    }
    XSalsa20Engine stream = new XSalsa20Engine();
    stream.init(false, new ParametersWithIV(new KeyParameter(key), Arrays.copyOf(sealed, NONCE)));
    byte[] once = new byte[KEY];
    stream.processBytes(once, 0, KEY, once, 0);
    int length = sealed.length - NONCE - MAC;
    Poly1305 mac = new Poly1305();
    mac.init(new KeyParameter(once));
    mac.update(sealed, NONCE + MAC, length);
    byte[] expected = new byte[MAC];
    mac.doFinal(expected, 0);
    if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(sealed, NONCE, NONCE + MAC))) {
      return Optional.empty();
    }
    byte[] plain = new byte[length];
    stream.processBytes(sealed, NONCE + MAC, length, plain, 0);
    return Optional.of(plain);
  }

  private static Optional<byte[]> blocks(byte[] key, byte[] sealed) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new IvParameterSpec(sealed, 0, Math.min(BLOCK, sealed.length)));
      return Optional.of(cipher.doFinal(sealed, BLOCK, sealed.length - BLOCK));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "SealedValues[redacted]";
  }
}
