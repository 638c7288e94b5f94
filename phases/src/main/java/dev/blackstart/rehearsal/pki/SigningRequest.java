package dev.blackstart.rehearsal.pki;

import java.io.IOException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
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
   * @param names of the server in DNS
   * @param addresses of the server
   */
  public static String of(String subject, Collection<String> names, Collection<String> addresses) {
    KeyPair pair = Authority.newPair();
    JcaPKCS10CertificationRequestBuilder request =
        new JcaPKCS10CertificationRequestBuilder(new X500Principal(subject), pair.getPublic());
    List<GeneralName> all = new ArrayList<>();
    names.forEach(name -> all.add(new GeneralName(GeneralName.dNSName, name)));
    addresses.forEach(address -> all.add(new GeneralName(GeneralName.iPAddress, address)));
    try {
      if (!all.isEmpty()) {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(all.toArray(GeneralName[]::new)));
        request.addAttribute(
            PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
      }
      return Pem.block(
          "CERTIFICATE REQUEST",
          request
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
              .getEncoded());
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("cannot make a signing request", e);
    }
  }
}
