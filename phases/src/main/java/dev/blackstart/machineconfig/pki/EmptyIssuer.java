package dev.blackstart.machineconfig.pki;

import org.bouncycastle.util.Properties;

/** BouncyCastle 1.86 refuses certificates without issuer, too, unless a thread says otherwise. */
final class EmptyIssuer implements AutoCloseable {
  private EmptyIssuer() {}

  /** Allows them to this thread until closed. */
  static EmptyIssuer allowed() {
    Properties.setThreadOverride(Properties.X509_ALLOW_EMPTY_ISSUER_CERT, true);
    return new EmptyIssuer();
  }

  @Override
  public void close() {
    Properties.removeThreadOverride(Properties.X509_ALLOW_EMPTY_ISSUER_CERT);
  }
}
