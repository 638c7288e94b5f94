package dev.blackstart.rehearsal.api;

import dev.blackstart.rehearsal.api.rules.PodSecurityDefaults;
import java.net.InetSocketAddress;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What an API server needs to know.
 *
 * @param bind a loopback address; port 0 for any free one
 * @param servingKey the key of the serving certificate
 * @param servingChain the serving certificate, its issuers behind it
 * @param clientAuthorities the certificate authorities whose client certificates are accepted
 * @param clusterName the cluster's name
 * @param serviceCidr the range of Service addresses, such as {@code 10.96.0.0/12}
 * @param version Kubernetes' version as the server tells it, such as {@code v1.35.0}
 * @param executor starts a thread for every task; a connection keeps one, a watch two
 * @param clock wall time
 * @param podSecurity what is demanded of pods where their namespace's labels say nothing
 * @param webhooks PEM of the authority whose certificate is shown at {@code address:port} of a
 *     webhook's Service; empty when nobody listens there
 */
public record ApiServerSettings(
    InetSocketAddress bind,
    PrivateKey servingKey,
    List<X509Certificate> servingChain,
    List<X509Certificate> clientAuthorities,
    String clusterName,
    String serviceCidr,
    String version,
    Executor executor,
    Supplier<Instant> clock,
    PodSecurityDefaults podSecurity,
    Function<String, Optional<String>> webhooks) {

  public ApiServerSettings {
    servingChain = List.copyOf(servingChain);
    clientAuthorities = List.copyOf(clientAuthorities);
  }

  /** Settings that leave Pod Security to the labels of namespaces, in a world without webhooks. */
  public ApiServerSettings(
      InetSocketAddress bind,
      PrivateKey servingKey,
      List<X509Certificate> servingChain,
      List<X509Certificate> clientAuthorities,
      String clusterName,
      String serviceCidr,
      String version,
      Executor executor,
      Supplier<Instant> clock) {
    this(
        bind,
        servingKey,
        servingChain,
        clientAuthorities,
        clusterName,
        serviceCidr,
        version,
        executor,
        clock,
        PodSecurityDefaults.NONE,
        target -> Optional.empty());
  }

  /** The same with webhooks that are called. */
  public ApiServerSettings calling(Function<String, Optional<String>> presented) {
    return new ApiServerSettings(
        bind,
        servingKey,
        servingChain,
        clientAuthorities,
        clusterName,
        serviceCidr,
        version,
        executor,
        clock,
        podSecurity,
        presented);
  }

  @Override
  public String toString() {
    return "ApiServerSettings[bind="
        + bind
        + ", clusterName="
        + clusterName
        + ", version="
        + version
        + "]";
  }
}
