package dev.blackstart.rehearsal.etcd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Values sealed as a kube-apiserver seals them. */
class SealedValuesTest {
  /** Sealed by golang.org/x/crypto/nacl/secretbox. */
  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private static final String BOX =
      "ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7iNMUlQj8P5tXzg8ODmK0M3mb+LlT4Kubw5RM+hW+gW4PiBSFj88lf4Q2YMdv"
          + "6Lvt3E3YOiJS74WRd2MDIimmR6/xw30wvBswZcw+a6nXsxAr6iJAp1Itp9vjcJEr4cGxOvbgYtSPGmH3ubMFD4OH"
          + "5Ie0";

  private static final String PLAIN =
      "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":"
          + "{\"name\":\"of-more-than-one-block\",\"namespace\":\"web\"}}";

  @Test
  void aSecretboxIsOpened() {
    byte[] sealed = sealed("k8s:enc:secretbox:v1:key2:", Base64.getDecoder().decode(BOX));
    assertEquals(PLAIN, opened(new SealedValues(Optional.of(KEY), Optional.empty()), sealed));
  }

  @Test
  void anotherKeyLeavesItSealed() {
    byte[] sealed = sealed("k8s:enc:secretbox:v1:key2:", Base64.getDecoder().decode(BOX));
    String other = Base64.getEncoder().encodeToString(new byte[32]);
    SealedValues values = new SealedValues(Optional.of(other), Optional.empty());
    assertArrayEquals(sealed, values.open(database(sealed)).entries().getFirst().value());
    assertArrayEquals(
        sealed("k8s:enc:", new byte[0]),
        values.open(database(sealed("k8s:enc:", new byte[0]))).entries().getFirst().value());
  }

  @Test
  void aescbcIsOpened() throws Exception {
    byte[] iv = new byte[16];
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(Base64.getDecoder().decode(KEY), "AES"),
        new IvParameterSpec(iv));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(iv);
    all.writeBytes(cipher.doFinal(PLAIN.getBytes(StandardCharsets.UTF_8)));
    byte[] sealed = sealed("k8s:enc:aescbc:v1:key1:", all.toByteArray());
    assertEquals(PLAIN, opened(new SealedValues(Optional.empty(), Optional.of(KEY)), sealed));
  }

  private static String opened(SealedValues values, byte[] sealed) {
    return new String(
        values.open(database(sealed)).entries().getFirst().value(), StandardCharsets.UTF_8);
  }

  private static EtcdDatabase database(byte[] value) {
    return new EtcdDatabase(
        5, List.of(new EtcdDatabase.Entry("/registry/secrets/web/tls", value, 4, 4, 1)));
  }

  private static byte[] sealed(String head, byte[] rest) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(rest);
    return all.toByteArray();
  }
}
