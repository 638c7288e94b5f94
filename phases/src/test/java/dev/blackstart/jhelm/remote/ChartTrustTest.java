package dev.blackstart.jhelm.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ChartTrust;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.machineconfig.pki.CertificateAuthority;
import dev.blackstart.machineconfig.pki.IssuedCertificate;
import dev.blackstart.machineconfig.pki.Leaf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository of an authority of its own that wants to know who asks. */
class ChartTrustTest {
  private static final byte[] ARCHIVE = {1, 2, 3};

  @TempDir Path folder;
  private HttpsServer server;

  @BeforeEach
  void serve() throws Exception {
    Instant now = Instant.now();
    CertificateAuthority authority = CertificateAuthority.kubernetes(now);
    IssuedCertificate own = authority.issue(Leaf.etcd("server", List.of("127.0.0.1")), now);
    IssuedCertificate client = authority.issue(Leaf.kubernetesAdmin(), now);
    Files.writeString(folder.resolve("ca.crt"), authority.certificatePem());
    Files.writeString(folder.resolve("tls.crt"), client.certificatePem());
    Files.writeString(folder.resolve("tls.key"), client.keyPem());
    SSLContext tls = context(authority, own);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    byte[] index =
        "entries: {app: [{name: app, version: 1.0.0, urls: [app-1.0.0.tgz]}]}\n"
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          boolean archive = exchange.getRequestURI().getPath().endsWith(".tgz");
          byte[] body = archive ? ARCHIVE : index;
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  private static SSLContext context(CertificateAuthority authority, IssuedCertificate own)
      throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null);
    store.setCertificateEntry("authority", authority.certificate());
    store.setKeyEntry("own", own.key(), new char[0], new Certificate[] {own.certificate()});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(store);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
    return tls;
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private byte[] fetch(ChartTrust trust) throws IOException, InterruptedException {
    ChartRef ref =
        new ChartRef("app", "https://127.0.0.1:" + server.getAddress().getPort(), "1.0.0");
    return new RemoteCharts(new SystemTimeSource(), Map.of(), Patience.USUAL)
        .fetch(ref.with(trust));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void whoShowsItsCertificateAndKnowsTheAuthorityIsServed() throws Exception {
    assertArrayEquals(
        ARCHIVE,
        fetch(new ChartTrust(file("ca.crt"), file("tls.crt"), file("tls.key"), false, false)));
  }

  @Test
  void anybodyIsBelievedWhenTheRepositorySaysSo() throws Exception {
    assertArrayEquals(
        ARCHIVE, fetch(new ChartTrust("", file("tls.crt"), file("tls.key"), true, false)));
  }

  @Test
  void withoutTheAuthorityTheRepositoryIsNotBelieved() {
    Unavailable refused =
        assertThrows(
            Unavailable.class,
            () -> fetch(new ChartTrust("", file("tls.crt"), file("tls.key"), false, false)));
    assertTrue(refused.getMessage().contains("is not trusted"), refused.getMessage());
  }

  @Test
  void aFileThatIsMissingIsNamed() {
    Unavailable refused =
        assertThrows(
            Unavailable.class, () -> fetch(new ChartTrust(file("gone.crt"), "", "", false, false)));
    assertTrue(refused.getMessage().contains("gone.crt"), refused.getMessage());
  }
}
