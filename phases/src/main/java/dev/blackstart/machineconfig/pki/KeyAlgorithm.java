package dev.blackstart.machineconfig.pki;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;

/** The key types of a Talos cluster (Talos 1.12 {@code gen secrets}). */
public enum KeyAlgorithm {
  /** The OS CA and what it issues. */
  ED25519("Ed25519", "Ed25519"),
  /** The Kubernetes, etcd and aggregator CAs and what they issue. */
  ECDSA_P256("EC", "SHA256withECDSA"),
  /** The service account key; seconds to generate. */
  RSA_4096("RSA", "SHA256withRSA");

  private final String keyFactory;
  private final String signature;

  KeyAlgorithm(String keyFactory, String signature) {
    this.keyFactory = keyFactory;
    this.signature = signature;
  }

  /** Name of the JDK's key factory and generator. */
  String keyFactory() {
    return keyFactory;
  }

  /** Name of the JDK's signature algorithm. */
  String signature() {
    return signature;
  }

  public KeyPair generate() {
    return generate(new SecureRandom());
  }

  /** A pair made of this randomness; an Ed25519 pair is always the same for the same. */
  KeyPair generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(keyFactory);
      switch (this) {
        case ED25519 -> generator.initialize(NamedParameterSpec.ED25519, random);
        case ECDSA_P256 -> generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        case RSA_4096 -> generator.initialize(4096, random);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + keyFactory + " keys", e);
    }
  }

  /** The algorithm of a key made elsewhere; RSA of any size counts as RSA. */
  static KeyAlgorithm of(Key key) {
    return switch (key.getAlgorithm()) {
      case "EdDSA", "Ed25519" -> ED25519;
      case "EC" -> ECDSA_P256;
      case "RSA" -> RSA_4096;
      default -> throw new IllegalArgumentException("a key of algorithm " + key.getAlgorithm());
    };
  }
}
