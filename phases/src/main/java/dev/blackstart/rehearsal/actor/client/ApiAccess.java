package dev.blackstart.rehearsal.actor.client;

import java.net.URI;

/**
 * How an actor reaches the API server. Holds a private key.
 *
 * @param server {@code https://127.0.0.1:port}
 * @param authority PEM of the cluster's certificate authority
 * @param certificate PEM of a client certificate that may do everything
 * @param key PEM of its key
 */
public record ApiAccess(URI server, String authority, String certificate, String key) {
  @Override
  public String toString() {
    return "ApiAccess[" + server + ", key redacted]";
  }
}
