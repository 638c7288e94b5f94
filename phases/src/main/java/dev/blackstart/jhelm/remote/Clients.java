package dev.blackstart.jhelm.remote;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ChartTrust;
import dev.blackstart.machineconfig.pki.TlsFiles;
import dev.blackstart.world.Failure.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/** The client each host is asked with: the usual one, or one as the operator's repository says. */
final class Clients {
  private final Patience patience;
  private final Proxies proxies;
  private final HttpClient usual;
  private final Map<String, ChartTrust> trusts = new ConcurrentHashMap<>();
  private final Map<ChartTrust, HttpClient> others = new ConcurrentHashMap<>();

  /**
   * @param env for proxies
   */
  Clients(Map<String, String> env, Patience patience) {
    this.patience = patience;
    this.proxies = new Proxies(env);
    this.usual = builder().build();
  }

  private HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .proxy(proxies)
        .connectTimeout(patience.connect())
        .followRedirects(HttpClient.Redirect.NEVER);
  }

  /**
   * Takes up how the place of a chart is reached.
   *
   * @throws Unavailable when a file of it is missing or holds something else
   */
  void take(ChartRef ref) throws Unavailable {
    if (ref.trust().equals(ChartTrust.USUAL) || ref.isGit()) {
      return;
    }
    String host =
        ref.repository().isEmpty()
            ? ref.reference().replaceFirst("^oci://", "").replaceFirst("/.*", "")
            : String.valueOf(URI.create(ref.repository()).getAuthority()).replaceFirst(".*@", "");
    if (!others.containsKey(ref.trust())) {
      others.put(ref.trust(), client(ref.trust(), host));
    }
    trusts.put(host, ref.trust());
  }

  private HttpClient client(ChartTrust trust, String host) throws Unavailable {
    try {
      Optional<String> authority =
          trust.authority().isEmpty() ? Optional.empty() : Optional.of(text(trust.authority()));
      Optional<TlsFiles.Own> own =
          trust.certificate().isEmpty()
              ? Optional.empty()
              : Optional.of(new TlsFiles.Own(text(trust.certificate()), text(trust.key())));
      SSLContext tls = TlsFiles.context(authority, trust.anybody(), own);
      return builder().sslContext(tls).build();
    } catch (IOException e) {
      throw new Unavailable(
          Kind.INPUT, "a file of certificates for " + host + " is missing: " + e.getMessage(), "");
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new Unavailable(
          Kind.INPUT, "the certificates for " + host + " are no PEM that can be used", "");
    }
  }

  private static String text(String file) throws IOException {
    return Files.readString(Path.of(file));
  }

  HttpClient of(String authority) {
    return Optional.ofNullable(trusts.get(authority)).map(others::get).orElse(usual);
  }

  /** Whether a host is asked without TLS: this machine, unless it is said otherwise. */
  boolean isPlain(String authority) {
    ChartTrust trust = trusts.get(authority);
    return trust == null ? Download.local(URI.create("http://" + authority)) : trust.plain();
  }
}
