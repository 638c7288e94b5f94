package dev.blackstart.rehearsal.actor.webhook;

import dev.blackstart.rehearsal.pki.Authority;
import dev.blackstart.rehearsal.pki.Issued;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** A certificate for whatever name a client asks for, made when it asks. */
final class NamedKeys extends X509ExtendedKeyManager {
  private final Authority authority;
  private final InstantSource wall;
  private final Map<String, Issued> issued = new ConcurrentHashMap<>();

  NamedKeys(Authority authority, InstantSource wall) {
    this.authority = authority;
    this.wall = wall;
  }

  @Override
  public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    if (!keyType.startsWith("EC")) {
      return null; // ours are of one kind
    }
    ExtendedSSLSession session = (ExtendedSSLSession) engine.getHandshakeSession();
    for (SNIServerName name : session.getRequestedServerNames()) {
      if (name instanceof SNIHostName host) {
        return host.getAsciiName();
      }
    }
    return "localhost";
  }

  private Issued of(String name) {
    return issued.computeIfAbsent(
        name,
        wanted ->
            authority.server(List.of(wanted), List.of(), wall.instant(), Duration.ofDays(365)));
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return of(alias).chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return of(alias).key();
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return new String[] {"localhost"};
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return null; // engines only
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
    return null;
  }
}
