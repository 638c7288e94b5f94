package dev.blackstart.machineconfig.pki;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;

/**
 * A key a Git host lets read a repository: Ed25519, as OpenSSH writes them.
 *
 * @param secret the private key, PEM
 * @param open what the Git host is given, one line
 */
public record DeployKey(String secret, String open) {
  private static final String LABEL = "OPENSSH PRIVATE KEY";
  private static final int WIDTH = 70;

  /** A new one. */
  public static DeployKey generate() {
    Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(new SecureRandom());
    try {
      String body =
          Base64.getMimeEncoder(WIDTH, "\n".getBytes(StandardCharsets.US_ASCII))
              .encodeToString(OpenSSHPrivateKeyUtil.encodePrivateKey(key));
      String pem = "-----BEGIN " + LABEL + "-----\n" + body + "\n-----END " + LABEL + "-----\n";
      byte[] open = OpenSSHPublicKeyUtil.encodePublicKey(key.generatePublicKey());
      return new DeployKey(pem, "ssh-ed25519 " + Base64.getEncoder().encodeToString(open));
    } catch (IOException inMemory) {
      throw new IllegalStateException(inMemory);
    }
  }

  @Override
  public String toString() {
    return "DeployKey[" + open + "]";
  }
}
