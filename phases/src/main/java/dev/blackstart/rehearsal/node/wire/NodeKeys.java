package dev.blackstart.rehearsal.node.wire;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Offers one server certificate, the leaf alone. A key store would parse the certificate again and
 * refuse one without an issuer, which is what machines in maintenance serve with.
 */
final class NodeKeys extends X509ExtendedKeyManager {
  private static final String ALIAS = "node";

  private final X509Certificate leaf;
  private final PrivateKey key;

  NodeKeys(X509Certificate leaf, PrivateKey key) {
    this.leaf = leaf;
    this.key = key;
  }

  @Override
  public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    return keyType.equals(key.getAlgorithm()) ? ALIAS : null;
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return keyType.equals(key.getAlgorithm()) ? ALIAS : null;
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
    return null;
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return new X509Certificate[] {leaf};
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return key;
  }
}
