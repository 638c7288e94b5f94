package dev.blackstart.machineconfig.pki;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PrivateKeyPemTest {
  @Test
  void anEd25519KeyKeepsItsValueUnderTalossOwnLabel() {
    KeyPair pair = KeyAlgorithm.ED25519.generate();
    String pem = PrivateKeyPem.write(pair);
    assertTrue(pem.startsWith("-----BEGIN ED25519 PRIVATE KEY-----\n"));
    assertEquals(48, Pem.read(pem).getFirst().der().length, "PKCS#8 without a public key, as Go's");
    assertArrayEquals(pair.getPrivate().getEncoded(), PrivateKeyPem.read(pem).getEncoded());
    assertEquals("EdDSA", PrivateKeyPem.read(pem).getAlgorithm(), "what JSSE asks for");
  }

  @Test
  void anEcdsaKeyIsWrittenAsSec1WithItsCurveAndPoint() {
    KeyPair pair = KeyAlgorithm.ECDSA_P256.generate();
    String pem = PrivateKeyPem.write(pair);
    assertTrue(pem.startsWith("-----BEGIN EC PRIVATE KEY-----\n"));
    assertEquals(121, Pem.read(pem).getFirst().der().length, "the length OpenSSL and Go write");
    assertEquals(scalar(pair.getPrivate()), scalar(PrivateKeyPem.read(pem)));
  }

  @Test
  void anRsaKeyIsWrittenAsPkcs1() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    KeyPair pair = generator.generateKeyPair();
    String pem = PrivateKeyPem.write(pair);
    assertTrue(pem.startsWith("-----BEGIN RSA PRIVATE KEY-----\n"));
    assertEquals(pair.getPrivate(), PrivateKeyPem.read(pem));
  }

  @Test
  void plainPkcs8AndAnEcParametersBlockBeforeTheKeyAreRead() {
    KeyPair pair = KeyAlgorithm.ECDSA_P256.generate();
    String pkcs8 = new Pem("PRIVATE KEY", pair.getPrivate().getEncoded()).text();
    assertEquals(scalar(pair.getPrivate()), scalar(PrivateKeyPem.read(pkcs8)));
    String parameters = new Pem("EC PARAMETERS", new byte[] {6, 1, 0}).text();
    PrivateKey read = PrivateKeyPem.read(parameters + PrivateKeyPem.write(pair));
    assertEquals(scalar(pair.getPrivate()), scalar(read));
  }

  @Test
  void aDamagedKeyIsRefusedWithoutTellingIt() {
    String body = "c2VjcmV0IHRoYXQgbXVzdCBub3QgbGVhaw==";
    String pem = "-----BEGIN EC PRIVATE KEY-----\n" + body + "\n-----END EC PRIVATE KEY-----\n";
    var refused = assertThrows(IllegalArgumentException.class, () -> PrivateKeyPem.read(pem));
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      assertFalse(String.valueOf(cause.getMessage()).contains("secret that"), cause::getMessage);
      assertFalse(String.valueOf(cause.getMessage()).contains(body), cause::getMessage);
    }
  }

  @Test
  void whatIsCutOffOrHasNoCurveIsRefused() {
    byte[] whole =
        Pem.read(PrivateKeyPem.write(KeyAlgorithm.ECDSA_P256.generate())).getFirst().der();
    for (int length = 0; length < whole.length; length++) {
      refused("EC PRIVATE KEY", Arrays.copyOf(whole, length));
      refused("PRIVATE KEY", Arrays.copyOf(whole, length));
      refused("RSA PRIVATE KEY", Arrays.copyOf(whole, length));
    }
    byte[] withoutCurve = Arrays.copyOf(whole, 39);
    withoutCurve[1] = 37;
    refused("EC PRIVATE KEY", withoutCurve);
    refused("EC PRIVATE KEY", new byte[] {0x30, (byte) 0x84, -1, -1, -1, -1, 0});
  }

  private static void refused(String label, byte[] der) {
    String pem = new Pem(label, der).text();
    assertThrows(IllegalArgumentException.class, () -> PrivateKeyPem.read(pem));
  }

  private static BigInteger scalar(PrivateKey key) {
    return ((ECPrivateKey) key).getS();
  }
}
