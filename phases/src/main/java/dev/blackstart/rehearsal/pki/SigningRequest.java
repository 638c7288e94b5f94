package dev.blackstart.rehearsal.pki;

import java.io.IOException;
import java.security.KeyPair;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A certificate signing request (PKCS#10) for a key that nobody keeps. */
public final class SigningRequest {
  private SigningRequest() {}

  /**
   * The request as PEM text.
   *
   * @param subject such as {@code O=system:nodes, CN=system:node:infra-01}
   */
  public static String of(String subject) {
    KeyPair pair = Authority.newPair();
    try {
      return Pem.block(
          "CERTIFICATE REQUEST",
          new JcaPKCS10CertificationRequestBuilder(new X500Principal(subject), pair.getPublic())
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
              .getEncoded());
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("cannot make a signing request", e);
    }
  }
}
