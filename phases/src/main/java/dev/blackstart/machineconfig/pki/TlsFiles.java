package dev.blackstart.machineconfig.pki;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS by what files of PEM hold: who is believed, and who we are. */
public final class TlsFiles {
  private TlsFiles() {}

  /**
   * @param authority certificates that vouch for the other side; empty for those of the JDK
   * @param anybody whether the other side needs none
   * @param own our certificate and its key
   * @throws GeneralSecurityException when they hold something else
   */
  public static SSLContext context(Optional<String> authority, boolean anybody, Optional<Own> own)
      throws GeneralSecurityException, IOException {
    TrustManager[] trusted =
        anybody
            ? new TrustManager[] {new Anybody()}
            : authority.isPresent() ? KubeconfigAccess.trusted(authority.get()) : null;
    KeyManager[] keys = null;
    if (own.isPresent()) {
      keys =
          new KeyManager[] {
            new ClientIdentity(
                PrivateKeyPem.read(own.get().key()),
                KubeconfigAccess.certificates(own.get().certificate()))
          };
    }
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys, trusted, null);
    return tls;
  }

  /** A certificate and its key, both PEM. */
  public record Own(String certificate, String key) {
    @Override
    public String toString() {
      return "a certificate and its key";
    }
  }

  /** Names are not compared either: the JDK leaves that to one of this kind. */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
