package dev.blackstart.rehearsal.node.wire;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets in clients whose certificate an accepted CA issued and whose extended key usage is
 * clientAuth and nothing else (Talos 1.12 apid).
 */
final class ClientCheck extends X509ExtendedTrustManager {
  private static final List<String> CLIENT_AUTH = List.of("1.3.6.1.5.5.7.3.2");

  private final X509ExtendedTrustManager chain;

  ClientCheck(List<X509Certificate> accepted) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < accepted.size(); i++) {
        store.setCertificateEntry("ca" + i, accepted.get(i));
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      chain = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException("the accepted CAs cannot be used", e);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] offered, String authType, SSLEngine engine)
      throws CertificateException {
    chain.checkClientTrusted(offered, authType, engine);
    onlyClient(offered[0]);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] offered, String authType, Socket socket)
      throws CertificateException {
    chain.checkClientTrusted(offered, authType, socket);
    onlyClient(offered[0]);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] offered, String authType)
      throws CertificateException {
    chain.checkClientTrusted(offered, authType);
    onlyClient(offered[0]);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] offered, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("this is a server");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] offered, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("this is a server");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] offered, String authType)
      throws CertificateException {
    throw new CertificateException("this is a server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return chain.getAcceptedIssuers();
  }

  private static void onlyClient(X509Certificate leaf) throws CertificateException {
    if (!CLIENT_AUTH.equals(leaf.getExtendedKeyUsage())) {
      throw new CertificateException(
          "certificate is missing ExtKeyUsageClientAuth: "
              + Arrays.asList(leaf.getExtendedKeyUsage()));
    }
  }
}
