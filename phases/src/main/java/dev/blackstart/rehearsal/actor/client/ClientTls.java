package dev.blackstart.rehearsal.actor.client;

import dev.blackstart.rehearsal.pki.Pem;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS with a client certificate, trusting one authority. */
public final class ClientTls {
  private static final char[] NO_PASSWORD = {};

  private ClientTls() {}

  /** TLS that shows the certificate of {@code access}, as a client or as a server. */
  public static SSLContext of(ApiAccess access) {
    try {
      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(null);
      own.setKeyEntry(
          "client",
          Pem.privateKey(access.key()),
          NO_PASSWORD,
          Pem.certificates(access.certificate()).toArray(X509Certificate[]::new));
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null);
      int number = 0;
      for (X509Certificate certificate : Pem.certificates(access.authority())) {
        trusted.setCertificateEntry("authority-" + number++, certificate);
      }
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, NO_PASSWORD);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return tls;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("the client certificate cannot be used", e);
    }
  }
}
