package dev.blackstart.jhelm.remote;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies of the environment, as curl and Go programs read them: {@code HTTPS_PROXY}, {@code
 * HTTP_PROXY} and {@code NO_PROXY}, in capitals or not. This machine is never asked for by way of
 * one.
 */
final class Proxies extends ProxySelector {
  private final Map<String, String> env;

  Proxies(Map<String, String> env) {
    this.env = Map.copyOf(env);
  }

  @Override
  public List<Proxy> select(URI uri) {
    Optional<URI> proxy =
        Download.local(uri) || isExempt(uri.getHost())
            ? Optional.empty()
            : named(uri.getScheme() + "_proxy").flatMap(Proxies::address);
    return List.of(
        proxy
            .map(
                each ->
                    new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(
                            each.getHost(), each.getPort() < 0 ? 80 : each.getPort())))
            .orElse(Proxy.NO_PROXY));
  }

  private boolean isExempt(String host) {
    for (String entry : named("no_proxy").orElse("").split(",", -1)) {
      String suffix = entry.strip().replaceFirst("^\\*?\\.", "");
      if (suffix.equals("*")
          || !suffix.isEmpty() && (host.equals(suffix) || host.endsWith("." + suffix))) {
        return true;
      }
    }
    return false;
  }

  private Optional<String> named(String name) {
    return Optional.ofNullable(env.get(name.toUpperCase(Locale.ROOT)))
        .or(() -> Optional.ofNullable(env.get(name)))
        .filter(value -> !value.isBlank());
  }

  private static Optional<URI> address(String value) {
    try {
      URI uri = URI.create(value.contains("://") ? value : "http://" + value);
      return Optional.of(uri).filter(each -> each.getHost() != null);
    } catch (IllegalArgumentException noUrl) {
      return Optional.empty();
    }
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // The request itself says so.
  }
}
