package dev.blackstart.template.sops;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.bech32.Bech32;
import com.exceptionfactory.jagged.framework.armor.ArmoredEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Public keys of age (X25519), to encrypt for. */
public final class AgeRecipients {
  private final Map<String, RecipientStanzaWriter> writers;

  private AgeRecipients(Map<String, RecipientStanzaWriter> writers) {
    this.writers = writers;
  }

  /**
   * The recipients of these names, {@code age1…}, each once.
   *
   * @throws IllegalArgumentException naming the first that is no such key, or saying there is none
   */
  public static AgeRecipients of(List<String> names) {
    Map<String, RecipientStanzaWriter> writers = new LinkedHashMap<>();
    for (String name : names) {
      try {
        writers.put(name, X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(name));
      } catch (GeneralSecurityException | RuntimeException noKey) {
        throw new IllegalArgumentException(name + " is no age recipient (age1…, X25519)", noKey);
      }
    }
    if (writers.isEmpty()) {
      throw new IllegalArgumentException("there is no age recipient to encrypt for");
    }
    return new AgeRecipients(writers);
  }

  /** Their names. */
  public List<String> names() {
    return List.copyOf(writers.keySet());
  }

  /**
   * A new secret key, {@code AGE-SECRET-KEY-1…} and a line break, as a key file holds it; the
   * caller overwrites it when it is written.
   */
  public static byte[] newSecretKey() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    String key = Bech32.getEncoder().encode("age-secret-key-", secret).toString();
    Arrays.fill(secret, (byte) 0);
    return (key.toUpperCase(Locale.ROOT) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** For each recipient, in order, an armored age file of the bytes that it alone can open. */
  List<String> sealed(byte[] bytes) {
    List<String> files = new ArrayList<>();
    for (RecipientStanzaWriter writer : writers.values()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (WritableByteChannel channel =
          new ArmoredEncryptingChannelFactory()
              .newEncryptingChannel(Channels.newChannel(out), List.of(writer))) {
        channel.write(ByteBuffer.wrap(bytes));
      } catch (GeneralSecurityException | IOException impossible) {
        throw new IllegalStateException("age could not encrypt in memory", impossible);
      }
      files.add(out.toString(StandardCharsets.UTF_8).strip() + "\n");
    }
    return files;
  }
}
