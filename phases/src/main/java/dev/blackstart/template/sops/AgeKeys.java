package dev.blackstart.template.sops;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.bech32.Bech32;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/** Secret keys of age (X25519). What they are is never told, whom they belong to is. */
public final class AgeKeys {
  /** No key at all. */
  public static final AgeKeys NONE = new AgeKeys(List.of(), List.of(), false);

  private static final String PREFIX = "AGE-SECRET-KEY-1";
  private static final BigInteger BASE_POINT = BigInteger.valueOf(9);

  private final List<RecipientStanzaReader> readers;
  private final List<String> recipients;
  private final boolean others;

  private AgeKeys(List<RecipientStanzaReader> readers, List<String> recipients, boolean others) {
    this.readers = List.copyOf(readers);
    this.recipients = List.copyOf(recipients);
    this.others = others;
  }

  /** The keys of a key file, one a line; comments and what is no key are left out. */
  public static AgeKeys parse(byte[] file) {
    List<RecipientStanzaReader> readers = new ArrayList<>();
    List<String> recipients = new ArrayList<>();
    boolean others = false;
    CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(file));
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && text.charAt(i) != '\n') {
        continue;
      }
      CharSequence line = stripped(text.subSequence(from, i));
      from = i + 1;
      if (CharSequence.compare(begin(line, PREFIX.length()), PREFIX) == 0) {
        try {
          readers.add(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(line));
          recipients.add(recipient(line));
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
          // A line that only looks like a key opens nothing.
        }
      }
      others |= CharSequence.compare(begin(line, 15), "AGE-SECRET-KEY-") == 0;
      others |= CharSequence.compare(begin(line, 11), "AGE-PLUGIN-") == 0;
    }
    Arrays.fill(text.array(), '\0');
    return new AgeKeys(readers, recipients, others && readers.isEmpty());
  }

  private static CharSequence begin(CharSequence line, int length) {
    return line.subSequence(0, Math.min(length, line.length()));
  }

  private static CharSequence stripped(CharSequence line) {
    int from = 0;
    int to = line.length();
    while (from < to && line.charAt(from) <= ' ') {
      from++;
    }
    while (to > from && line.charAt(to - 1) <= ' ') {
      to--;
    }
    return line.subSequence(from, to);
  }

  /** The public key: what the files say they are encrypted for. */
  private static String recipient(CharSequence line) throws GeneralSecurityException {
    byte[] secret = Bech32.getDecoder().decode(line).getData();
    KeyFactory keys = KeyFactory.getInstance("X25519");
    PrivateKey key = keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secret));
    KeyAgreement agreement = KeyAgreement.getInstance("X25519");
    agreement.init(key);
    agreement.doPhase(
        keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE_POINT)), true);
    Arrays.fill(secret, (byte) 0);
    return Bech32.getEncoder().encode("age", agreement.generateSecret()).toString();
  }

  /** These keys and others. */
  public AgeKeys and(AgeKeys more) {
    List<RecipientStanzaReader> all = new ArrayList<>(readers);
    all.addAll(more.readers);
    List<String> names = new ArrayList<>(recipients);
    names.addAll(more.recipients);
    return new AgeKeys(all, names.stream().distinct().toList(), others || more.others);
  }

  /** The public keys, {@code age1…}. */
  public List<String> recipients() {
    return recipients;
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return readers.isEmpty();
  }

  /** Whether keys were given that only the programs read: post-quantum ones, plugins. */
  public boolean hasOthers() {
    return others;
  }

  /** What an armored age file holds; empty when no key opens it. */
  Optional<byte[]> open(String armored) {
    byte[] file = armored.strip().concat("\n").getBytes(StandardCharsets.UTF_8);
    for (RecipientStanzaReader reader : readers) {
      try (ReadableByteChannel channel =
              new ArmoredDecryptingChannelFactory()
                  .newDecryptingChannel(
                      Channels.newChannel(new ByteArrayInputStream(file)), List.of(reader));
          InputStream plain = Channels.newInputStream(channel)) {
        return Optional.of(plain.readAllBytes());
      } catch (GeneralSecurityException | IOException | RuntimeException notForThisKey) {
        // The next key may be the one.
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "keys of " + recipients;
  }
}
