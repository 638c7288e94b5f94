package dev.blackstart.rehearsal.pki;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * What somebody wants a certificate for.
 *
 * @param subject whose it is to be
 * @param key that it is to be for
 * @param names alternative ones
 */
public record AskedFor(X500Principal subject, PublicKey key, Optional<Extension> names) {
  /**
   * Reads a request (PKCS#10).
   *
   * @throws IllegalArgumentException when the text is none
   */
  public static AskedFor read(String pem) {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      if (parser.readObject() instanceof org.bouncycastle.pkcs.PKCS10CertificationRequest request) {
        Extensions extensions = request.getRequestedExtensions();
        return new AskedFor(
            new X500Principal(request.getSubject().getEncoded()),
            new JcaPKCS10CertificationRequest(request).getPublicKey(),
            Optional.ofNullable(extensions)
                .map(all -> all.getExtension(Extension.subjectAlternativeName)));
      }
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new IllegalArgumentException("no certificate signing request", unreadable);
    }
    throw new IllegalArgumentException("no certificate signing request");
  }
}
