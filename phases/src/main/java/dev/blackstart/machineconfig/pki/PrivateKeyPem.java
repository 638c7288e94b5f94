package dev.blackstart.machineconfig.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Set;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Private keys as PEM. Talos writes PKCS#8 under the label {@code ED25519 PRIVATE KEY}, SEC1 under
 * {@code EC PRIVATE KEY} and PKCS#1 under {@code RSA PRIVATE KEY}, and reads {@code PRIVATE KEY}
 * (PKCS#8) too. What is read becomes keys of the JDK, the only ones its TLS works with.
 */
public final class PrivateKeyPem {
  private static final String ED25519 = "ED25519 PRIVATE KEY";
  private static final String EC = "EC PRIVATE KEY";
  private static final String RSA = "RSA PRIVATE KEY";
  private static final String PKCS8 = "PRIVATE KEY";
  private static final Set<String> LABELS = Set.of(ED25519, EC, RSA, PKCS8);

  private PrivateKeyPem() {}

  /**
   * Reads the first private key of a text; an {@code EC PARAMETERS} block before it is skipped.
   *
   * @throws IllegalArgumentException when there is none, or it cannot be read; never tells the text
   */
  public static PrivateKey read(String pem) {
    Pem block =
        Pem.read(pem).stream()
            .filter(candidate -> LABELS.contains(candidate.label()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no private key among the PEM blocks"));
    try {
      byte[] pkcs8 =
          switch (block.label()) {
            case EC -> Pkcs8.ofElliptic(block.der());
            case RSA -> Pkcs8.ofRsa(block.der());
            default -> block.der();
          };
      return key(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException("a private key that cannot be read", e);
    }
  }

  /** Each factory of the JDK refuses keys of other algorithms than its own. */
  private static PrivateKey key(PKCS8EncodedKeySpec pkcs8) throws GeneralSecurityException {
    GeneralSecurityException refused = new InvalidKeySpecException("of no algorithm we know");
    for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
      try {
        return KeyFactory.getInstance(algorithm.keyFactory()).generatePrivate(pkcs8);
      } catch (InvalidKeySpecException e) {
        refused.addSuppressed(e);
      }
    }
    throw refused;
  }

  /** Writes a key in the form Talos gives its algorithm. */
  public static String write(KeyPair pair) {
    PrivateKey key = pair.getPrivate();
    try {
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
      return switch (KeyAlgorithm.of(key)) {
        case ED25519 -> new Pem(ED25519, key.getEncoded()).text();
        case ECDSA_P256 -> new Pem(EC, sec1((ECPrivateKey) key, pair)).text();
        case RSA_4096 ->
            new Pem(RSA, RSAPrivateKey.getInstance(info.parsePrivateKey()).getEncoded()).text();
      };
    } catch (IOException e) {
      throw new IllegalStateException("a key that cannot be encoded", e);
    }
  }

  private static byte[] sec1(ECPrivateKey key, KeyPair pair) throws IOException {
    ASN1BitString point =
        SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()).getPublicKeyData();
    return new org.bouncycastle.asn1.sec.ECPrivateKey(
            256, key.getS(), point, SECObjectIdentifiers.secp256r1)
        .getEncoded();
  }
}
