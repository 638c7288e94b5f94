package dev.blackstart.machineconfig.pki;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PEM block: a label and DER bytes. Lines are 64 characters long, as Go's encoder cuts them. */
public final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  private final String label;
  private final byte[] der;

  public Pem(String label, byte[] der) {
    this.label = label;
    this.der = der.clone();
  }

  /**
   * Reads every block of a text; what stands between blocks is skipped.
   *
   * @throws IllegalArgumentException when there is none or one is not base64; the text is not told
   */
  public static List<Pem> read(String text) {
    List<Pem> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      try {
        blocks.add(new Pem(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("a PEM block that is not base64", e);
      }
    }
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("no PEM block");
    }
    return blocks;
  }

  /** The text in base64 on one line, as machine configs and secrets bundles carry PEM. */
  public static String inBase64(String pem) {
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The reverse of {@link #inBase64}.
   *
   * @throws IllegalArgumentException when it is not base64; the text is not told
   */
  public static String fromBase64(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not base64", e);
    }
  }

  public String label() {
    return label;
  }

  public byte[] der() {
    return der.clone();
  }

  /** The block as text, ending in a newline. */
  public String text() {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  @Override
  public String toString() {
    return "Pem[" + label + "]";
  }
}
