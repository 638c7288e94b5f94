package dev.blackstart.rehearsal.real;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What real programs need besides what any API server does. Keys and certificates are PEM text;
 * holds a private key.
 *
 * @param programs folder of {@code etcd} and {@code kube-apiserver}
 * @param directory exists, empty; only the owner can read it
 * @param serviceAccountKey private key that signs service account tokens
 * @param serviceAccountIssuer URL that tokens name
 * @param aggregatorAuthority authority of the front proxy's client certificate
 * @param advertised a control plane's true address, which is never dialled
 * @param admission an AdmissionConfiguration document
 * @param inside what answers in this world for a {@code host:port} that the API server calls, such
 *     as a webhook's Service
 */
public record RealSettings(
    Path programs,
    Path directory,
    String serviceAccountKey,
    String serviceAccountIssuer,
    String aggregatorAuthority,
    String advertised,
    Optional<String> admission,
    Function<String, Optional<InetSocketAddress>> inside) {
  @Override
  public String toString() {
    return "RealSettings[" + directory + ", keys redacted]";
  }
}
