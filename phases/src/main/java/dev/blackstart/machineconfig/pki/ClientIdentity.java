package dev.blackstart.machineconfig.pki;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The one certificate a client shows whoever asks. A key store of the JDK would do, but seals the
 * key by a password first: a quarter of a second for a key that is in memory anyhow.
 */
final class ClientIdentity extends X509ExtendedKeyManager {
  private static final String ALIAS = "client";

  private final PrivateKey key;
  private final X509Certificate[] chain;

  /**
   * @param chain its own certificate first
   */
  ClientIdentity(PrivateKey key, Collection<? extends Certificate> chain) {
    this.key = key;
    this.chain = chain.stream().map(X509Certificate.class::cast).toArray(X509Certificate[]::new);
  }

  private String alias(String... types) {
    for (String type : types) {
      if (type.equals(key.getAlgorithm()) || (type.startsWith("EC") && isElliptic())) {
        return ALIAS;
      }
    }
    return null;
  }

  private boolean isElliptic() {
    return key.getAlgorithm().startsWith("EC");
  }

  @Override
  public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
    return alias(types);
  }

  @Override
  public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
    return alias(types);
  }

  @Override
  public String[] getClientAliases(String type, Principal[] issuers) {
    return alias(type) == null ? null : new String[] {ALIAS};
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return alias.equals(ALIAS) ? chain.clone() : null;
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return alias.equals(ALIAS) ? key : null;
  }

  @Override
  public String[] getServerAliases(String type, Principal[] issuers) {
    return null;
  }

  @Override
  public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
    return null;
  }
}
