package dev.blackstart.machineconfig.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.CertPath;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateFactorySpi;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * X.509 certificates with an empty issuer. A machine in maintenance serves a certificate signed by
 * a CA without a name, and the JDK's parser refuses it ("Empty issuer DN not allowed") before any
 * trust manager is asked. This factory asks the JDK first and takes BouncyCastle only for what the
 * JDK refuses; a BouncyCastle-only factory would break our own Ed25519 mutual TLS, because its
 * certificates call the key's algorithm {@code Ed25519} where JSSE expects {@code EdDSA}.
 */
public final class LenientCertificateFactory extends CertificateFactorySpi {
  private static final String TYPE = "X.509";

  private final CertificateFactory strict = strict();

  /** Makes JSSE of this JVM parse such certificates, once. */
  public static void install() {
    Security.insertProviderAt(new LenientProvider(), 1);
  }

  static X509Certificate parse(InputStream in) throws CertificateException {
    return (X509Certificate) new LenientCertificateFactory().engineGenerateCertificate(in);
  }

  @Override
  public Certificate engineGenerateCertificate(InputStream in) throws CertificateException {
    byte[] encoded = content(in);
    try {
      return strict.generateCertificate(new ByteArrayInputStream(encoded));
    } catch (CertificateException refused) {
      return lenient(encoded, refused);
    }
  }

  private static Certificate lenient(byte[] encoded, CertificateException refused)
      throws CertificateException {
    var bouncyCastle = new org.bouncycastle.jcajce.provider.asymmetric.x509.CertificateFactory();
    Certificate parsed;
    try (EmptyIssuer allowed = EmptyIssuer.allowed()) {
      parsed = bouncyCastle.engineGenerateCertificate(new ByteArrayInputStream(encoded));
    } catch (CertificateException alsoRefused) {
      refused.addSuppressed(alsoRefused);
      throw refused;
    }
    if (!(parsed instanceof X509Certificate certificate)) {
      throw refused;
    }
    return NamelessIssuerCertificate.of(certificate);
  }

  private static byte[] content(InputStream in) throws CertificateException {
    try {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new CertificateException("the certificate could not be read", e);
    }
  }

  @Override
  public Collection<? extends Certificate> engineGenerateCertificates(InputStream in)
      throws CertificateException {
    return strict.generateCertificates(in);
  }

  @Override
  public CRL engineGenerateCRL(InputStream in) throws CRLException {
    return strict.generateCRL(in);
  }

  @Override
  public Collection<? extends CRL> engineGenerateCRLs(InputStream in) throws CRLException {
    return strict.generateCRLs(in);
  }

  @Override
  public CertPath engineGenerateCertPath(List<? extends Certificate> certificates)
      throws CertificateException {
    return strict.generateCertPath(certificates);
  }

  @Override
  public CertPath engineGenerateCertPath(InputStream in) throws CertificateException {
    return strict.generateCertPath(in);
  }

  @Override
  public CertPath engineGenerateCertPath(InputStream in, String encoding)
      throws CertificateException {
    return strict.generateCertPath(in, encoding);
  }

  @Override
  public Iterator<String> engineGetCertPathEncodings() {
    return strict.getCertPathEncodings();
  }

  private static CertificateFactory strict() {
    try {
      return CertificateFactory.getInstance(TYPE, "SUN");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no X.509 certificates", e);
    }
  }

  /** Offers the factory to the JDK, and nothing else. */
  private static final class LenientProvider extends Provider {
    private static final long serialVersionUID = 1;

    LenientProvider() {
      super("BlackstartX509", "1", "X.509 certificates with an empty issuer");
      putService(
          new Service(
              this,
              "CertificateFactory",
              TYPE,
              LenientCertificateFactory.class.getName(),
              List.of("X509"),
              null) {
            @Override
            public Object newInstance(Object parameter) {
              return new LenientCertificateFactory();
            }
          });
    }
  }
}
