package dev.blackstart.machineconfig.pki;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Principal;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A certificate only BouncyCastle could parse, with a public key of the JDK: JSSE neither verifies
 * with nor serves one whose key calls itself anything but {@code EdDSA}.
 */
final class NamelessIssuerCertificate extends X509Certificate {
  private static final long serialVersionUID = 1;

  private final X509Certificate parsed;
  private final PublicKey key;

  private NamelessIssuerCertificate(X509Certificate parsed, PublicKey key) {
    this.parsed = parsed;
    this.key = key;
  }

  static X509Certificate of(X509Certificate parsed) throws CertificateException {
    byte[] encoded = parsed.getPublicKey().getEncoded();
    try {
      String oid = SubjectPublicKeyInfo.getInstance(encoded).getAlgorithm().getAlgorithm().getId();
      PublicKey key =
          KeyFactory.getInstance(keyFactory(oid)).generatePublic(new X509EncodedKeySpec(encoded));
      return new NamelessIssuerCertificate(parsed, key);
    } catch (GeneralSecurityException e) {
      throw new CertificateException("a certificate with a key this Java does not know", e);
    }
  }

  /** A node in maintenance has Ed25519, or ECDSA in FIPS mode. */
  private static String keyFactory(String oid) throws NoSuchAlgorithmException {
    return switch (oid) {
      case "1.3.101.112" -> "EdDSA";
      case "1.2.840.10045.2.1" -> "EC";
      case "1.2.840.113549.1.1.1" -> "RSA";
      default -> throw new NoSuchAlgorithmException(oid);
    };
  }

  @Override
  public PublicKey getPublicKey() {
    return key;
  }

  @Override
  public void checkValidity() throws CertificateExpiredException, CertificateNotYetValidException {
    parsed.checkValidity();
  }

  @Override
  public void checkValidity(Date date)
      throws CertificateExpiredException, CertificateNotYetValidException {
    parsed.checkValidity(date);
  }

  @Override
  public int getVersion() {
    return parsed.getVersion();
  }

  @Override
  public BigInteger getSerialNumber() {
    return parsed.getSerialNumber();
  }

  @Override
  @SuppressWarnings("deprecation")
  public Principal getIssuerDN() {
    return parsed.getIssuerDN();
  }

  @Override
  @SuppressWarnings("deprecation")
  public Principal getSubjectDN() {
    return parsed.getSubjectDN();
  }

  @Override
  public X500Principal getIssuerX500Principal() {
    return parsed.getIssuerX500Principal();
  }

  @Override
  public X500Principal getSubjectX500Principal() {
    return parsed.getSubjectX500Principal();
  }

  @Override
  public Date getNotBefore() {
    return parsed.getNotBefore();
  }

  @Override
  public Date getNotAfter() {
    return parsed.getNotAfter();
  }

  @Override
  public byte[] getTBSCertificate() throws CertificateEncodingException {
    return parsed.getTBSCertificate();
  }

  @Override
  public byte[] getSignature() {
    return parsed.getSignature();
  }

  @Override
  public String getSigAlgName() {
    return parsed.getSigAlgName();
  }

  @Override
  public String getSigAlgOID() {
    return parsed.getSigAlgOID();
  }

  @Override
  public byte[] getSigAlgParams() {
    return parsed.getSigAlgParams();
  }

  @Override
  public boolean[] getIssuerUniqueID() {
    return parsed.getIssuerUniqueID();
  }

  @Override
  public boolean[] getSubjectUniqueID() {
    return parsed.getSubjectUniqueID();
  }

  @Override
  public boolean[] getKeyUsage() {
    return parsed.getKeyUsage();
  }

  @Override
  public List<String> getExtendedKeyUsage() throws CertificateParsingException {
    return parsed.getExtendedKeyUsage();
  }

  @Override
  public Collection<List<?>> getSubjectAlternativeNames() throws CertificateParsingException {
    return parsed.getSubjectAlternativeNames();
  }

  @Override
  public int getBasicConstraints() {
    return parsed.getBasicConstraints();
  }

  @Override
  public byte[] getEncoded() throws CertificateEncodingException {
    return parsed.getEncoded();
  }

  @Override
  public void verify(PublicKey issuer)
      throws CertificateException,
          NoSuchAlgorithmException,
          InvalidKeyException,
          NoSuchProviderException,
          SignatureException {
    parsed.verify(issuer);
  }

  @Override
  public void verify(PublicKey issuer, String provider)
      throws CertificateException,
          NoSuchAlgorithmException,
          InvalidKeyException,
          NoSuchProviderException,
          SignatureException {
    parsed.verify(issuer, provider);
  }

  @Override
  public boolean hasUnsupportedCriticalExtension() {
    return parsed.hasUnsupportedCriticalExtension();
  }

  @Override
  public Set<String> getCriticalExtensionOIDs() {
    return parsed.getCriticalExtensionOIDs();
  }

  @Override
  public Set<String> getNonCriticalExtensionOIDs() {
    return parsed.getNonCriticalExtensionOIDs();
  }

  @Override
  public byte[] getExtensionValue(String oid) {
    return parsed.getExtensionValue(oid);
  }

  @Override
  public String toString() {
    return "certificate " + parsed.getSubjectX500Principal();
  }
}
