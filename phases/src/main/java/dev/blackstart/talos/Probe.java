package dev.blackstart.talos;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * Looks who answers: a TLS handshake that believes nothing and notes the certificate. An open port
 * says nothing, and a failed call does not say why it failed.
 */
final class Probe {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration HANDSHAKE = Duration.ofSeconds(10);

  private final InetSocketAddress place;

  Probe(InetSocketAddress place) {
    this.place = place;
  }

  Sighting look() {
    PinnedTrust trust = new PinnedTrust(Optional.empty());
    try (Socket plain = new Socket()) {
      plain.connect(place, (int) CONNECT.toMillis());
      plain.setSoTimeout((int) HANDSHAKE.toMillis());
      handshake(plain, trust);
    } catch (ConnectException refused) {
      return new Sighting.Silent("connection refused");
    } catch (SocketTimeoutException slow) {
      return new Sighting.Silent("no answer");
    } catch (IOException broken) {
      // A certificate that was seen tells who it is, even if the handshake then failed.
      if (trust.offered().isEmpty()) {
        return new Sighting.Silent("no TLS: " + broken.getMessage());
      }
    }
    return judge(trust);
  }

  private void handshake(Socket plain, PinnedTrust trust) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      try (SSLSocket socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(plain, place.getHostString(), place.getPort(), false)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  private static Sighting judge(PinnedTrust trust) {
    if (trust.offered().isEmpty()) {
      return new Sighting.Silent("no certificate");
    }
    X509Certificate leaf = trust.offered().getFirst();
    return leaf.getSubjectX500Principal().getName().contains(Sighting.MAINTENANCE)
        ? new Sighting.Maintenance(leaf)
        : new Sighting.Configured(leaf);
  }
}
