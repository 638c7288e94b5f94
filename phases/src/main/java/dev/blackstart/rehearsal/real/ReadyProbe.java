package dev.blackstart.rehearsal.real;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Asks an API server on loopback whether it is ready, as anyone may. A socket and one request: an
 * HTTP client would keep threads for it.
 */
final class ReadyProbe {
  private static final int PATIENCE_MS = 2000;

  private final SSLContext tls;
  private final int port;

  ReadyProbe(String authority, int port) {
    this.tls = trusting(authority);
    this.port = port;
  }

  private static SSLContext trusting(String authority) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null);
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII)))) {
        trusted.setCertificateEntry("authority-" + number++, certificate);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, factory.getTrustManagers(), null);
      return tls;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("the cluster's authority is not a certificate", e);
    }
  }

  boolean ready() {
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
      plain.setSoTimeout(PATIENCE_MS);
      try (Socket socket = tls.getSocketFactory().createSocket(plain, "localhost", port, true)) {
        OutputStream out = socket.getOutputStream();
        out.write(
            "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        InputStream in = socket.getInputStream();
        String status =
            new String(in.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
        return status.endsWith(" 200");
      }
    } catch (IOException e) {
      return false;
    }
  }
}
