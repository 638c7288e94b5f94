package dev.blackstart.machineconfig.pki;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Private keys in shapes of their own as PKCS#8 (RFC 5208), the only one the JDK reads. Put
 * together by hand, since every run reads its kubeconfig's: BouncyCastle's jar is signed, and the
 * first class out of it has all of its manifest verified.
 */
final class Pkcs8 {
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int INTEGER = 0x02;
  private static final int PARAMETERS = 0xa0;
  private static final byte[] VERSION = hex("020100");

  /** {@code rsaEncryption} with its NULL. */
  private static final byte[] RSA = hex("300d06092a864886f70d0101010500");

  /** {@code id-ecPublicKey}, to be followed by the curve. */
  private static final byte[] ELLIPTIC = hex("06072a8648ce3d0201");

  private Pkcs8() {}

  /** From PKCS#1. */
  static byte[] ofRsa(byte[] der) {
    return element(SEQUENCE, VERSION, RSA, element(OCTETS, der));
  }

  /**
   * From SEC1 (RFC 5915).
   *
   * @throws IllegalArgumentException when it is none, or names no curve
   */
  static byte[] ofElliptic(byte[] der) {
    return element(
        SEQUENCE,
        VERSION,
        element(SEQUENCE, ELLIPTIC, curve(ByteBuffer.wrap(der))),
        element(OCTETS, der));
  }

  private static byte[] curve(ByteBuffer der) {
    try {
      ByteBuffer key = ByteBuffer.wrap(content(der, SEQUENCE));
      content(key, INTEGER);
      content(key, OCTETS);
      return content(key, PARAMETERS);
    } catch (BufferUnderflowException | NegativeArraySizeException e) {
      throw new IllegalArgumentException("no key of an elliptic curve", e);
    }
  }

  private static byte[] content(ByteBuffer der, int tag) {
    if (Byte.toUnsignedInt(der.get()) != tag) {
      throw new IllegalArgumentException("no key of a named elliptic curve");
    }
    int length = Byte.toUnsignedInt(der.get());
    if (length > 0x80) {
      int bytes = length - 0x80;
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = length << 8 | Byte.toUnsignedInt(der.get());
      }
    }
    if (length > der.remaining()) {
      throw new IllegalArgumentException("a key that is cut off");
    }
    byte[] content = new byte[length];
    der.get(content);
    return content;
  }

  private static byte[] element(int tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer all = ByteBuffer.allocate(length + 4).put((byte) tag);
    if (length < 0x80) {
      all.put((byte) length);
    } else if (length < 0x100) {
      all.put((byte) 0x81).put((byte) length);
    } else if (length < 0x10000) {
      all.put((byte) 0x82).putShort((short) length);
    } else {
      throw new IllegalArgumentException("no private key is as long as " + length + " bytes");
    }
    for (byte[] part : parts) {
      all.put(part);
    }
    return Arrays.copyOf(all.array(), all.position());
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
