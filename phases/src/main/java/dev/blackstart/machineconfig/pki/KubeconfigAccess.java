package dev.blackstart.machineconfig.pki;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Kubeconfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * What the current context of a kubeconfig amounts to. fabric8's own reader is not used: it takes
 * keys of elliptic curves in PKCS#8 for RSA, and a second of CPU.
 *
 * @param server such as {@code https://10.25.11.11:6443}, no slash at the end
 * @param token bearer token, when the user has one instead of a certificate
 * @param expires when the user's certificate does, when there is one
 */
public record KubeconfigAccess(
    String server,
    TrustManager[] trusted,
    KeyManager[] keys,
    Optional<String> token,
    Optional<Instant> expires) {
  /**
   * @throws Failure INPUT when it names no server, or credentials we cannot use
   */
  public static KubeconfigAccess of(Kubeconfig kubeconfig) {
    try {
      YamlNode root = Yaml.document(kubeconfig.yaml(), "kubeconfig");
      String context = root.text("current-context").orElse("");
      YamlNode chosen = named(root, "contexts", context).at("context").orElseThrow();
      YamlNode cluster =
          named(root, "clusters", chosen.text("cluster").orElse("")).at("cluster").orElseThrow();
      YamlNode user = named(root, "users", chosen.text("user").orElse("")).at("user").orElseThrow();
      String server = cluster.text("server").orElseThrow();
      return new KubeconfigAccess(
          server.endsWith("/") ? server.substring(0, server.length() - 1) : server,
          trusted(pem(cluster, "certificate-authority-data")),
          keys(user),
          user.text("token"),
          expires(user));
    } catch (YamlProblem problem) {
      throw unusable(problem.getMessage(), problem);
    } catch (RuntimeException | GeneralSecurityException | IOException e) {
      throw unusable(
          "its current context must name a cluster with server and certificate-authority-data, and"
              + " a user with client-certificate-data and client-key-data, or a token",
          e);
    }
  }

  private static Failure unusable(String why, Exception cause) {
    return new Failure(
        Failure.Kind.INPUT,
        "the kubeconfig cannot be used: " + why,
        "fetch it again from a control plane node",
        cause);
  }

  private static YamlNode named(YamlNode root, String list, String name) {
    return root.at(list).stream()
        .filter(ListNode.class::isInstance)
        .flatMap(node -> ((ListNode) node).items().stream())
        .filter(entry -> entry.text("name").orElse("").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String pem(YamlNode node, String key) {
    byte[] pem = Base64.getMimeDecoder().decode(node.text(key).orElseThrow());
    return new String(pem, StandardCharsets.UTF_8);
  }

  static TrustManager[] trusted(String authority) throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    int number = 0;
    for (Certificate certificate : certificates(authority)) {
      store.setCertificateEntry("authority-" + number++, certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager[] keys(YamlNode user) throws GeneralSecurityException, IOException {
    if (user.text("client-key-data").isEmpty()) {
      if (user.text("token").isEmpty()) {
        throw new IllegalArgumentException("neither a certificate nor a token");
      }
      return new KeyManager[0];
    }
    return new KeyManager[] {
      new ClientIdentity(
          PrivateKeyPem.read(pem(user, "client-key-data")),
          certificates(pem(user, "client-certificate-data")))
    };
  }

  private static Optional<Instant> expires(YamlNode user) throws GeneralSecurityException {
    if (user.text("client-key-data").isEmpty()) {
      return Optional.empty();
    }
    return certificates(pem(user, "client-certificate-data")).stream()
        .filter(X509Certificate.class::isInstance)
        .map(certificate -> ((X509Certificate) certificate).getNotAfter().toInstant())
        .min(Comparator.naturalOrder());
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null);
    return store;
  }

  static java.util.Collection<? extends Certificate> certificates(String pem)
      throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return "KubeconfigAccess[" + server + "]";
  }
}
