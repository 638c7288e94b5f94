package dev.blackstart.machineconfig.pki;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;
import org.junit.jupiter.api.Test;

class DeployKeyTest {
  @Test
  void theTwoHalvesFitAndOnlyOneIsTold() {
    DeployKey key = DeployKey.generate();
    String body = key.secret().replaceAll("-----[A-Z ]+-----|\\s", "");
    Ed25519PrivateKeyParameters secret =
        (Ed25519PrivateKeyParameters)
            OpenSSHPrivateKeyUtil.parsePrivateKeyBlob(Base64.getDecoder().decode(body));
    Ed25519PublicKeyParameters open =
        (Ed25519PublicKeyParameters)
            OpenSSHPublicKeyUtil.parsePublicKey(
                Base64.getDecoder().decode(key.open().substring("ssh-ed25519 ".length())));

    assertArrayEquals(open.getEncoded(), secret.generatePublicKey().getEncoded());
    assertTrue(key.secret().lines().allMatch(line -> line.length() <= 70), key.secret());
    assertFalse(key.toString().contains(body.substring(0, 40)));
  }
}
