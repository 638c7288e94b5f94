package dev.blackstart.machineconfig.validation;

import dev.blackstart.machineconfig.value.Addresses;
import dev.blackstart.machineconfig.value.GoUrl;
import dev.blackstart.machineconfig.value.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules of the documents that configure what runs beside Kubernetes, and registries. */
final class ServiceRules {
  private static final double LEAST_WATCHDOG = 10;

  private ServiceRules() {}

  static void mirror(Section root) {
    for (Section endpoint : root.at("endpoints").items()) {
      Section url = endpoint.at("url");
      if (endpoint.present() && !url.isReference() && !scheme(url).matches("https?")) {
        url.error("needs http:// or https://");
      }
    }
  }

  static void authentication(Section root) {
    boolean user = root.at("username").filled();
    boolean token = root.at("identityToken").filled();
    if (user && token) {
      root.at("identityToken").error("cannot be set together with username");
    }
    if (root.at("auth").filled() && (user || token)) {
      root.at("auth").error("cannot be set together with username or identityToken");
    }
  }

  static void tls(Section root) {
    Section authority = root.at("ca");
    if (authority.filled()
        && !authority.isReference()
        && !authority.text().contains("-----BEGIN CERTIFICATE-----")) {
      authority.error("is no certificate in PEM form");
    }
    Section identity = root.at("clientIdentity");
    for (String part : List.of("cert", "key")) {
      Section pem = identity.at(part);
      if (identity.present() && !pem.isReference() && !pem.text().contains("-----BEGIN ")) {
        pem.error("is not in PEM form");
      }
    }
  }

  static void events(Section root) {
    Section endpoint = root.at("endpoint");
    if (Addresses.host(endpoint.text()).isEmpty() && !endpoint.isReference()) {
      endpoint.error("needs a host and a port");
    }
  }

  static void kernelLog(Section root) {
    Section url = root.at("url");
    if (!url.filled()) {
      url.error("is required");
      return;
    }
    if (!url.isReference()) {
      GoUrl parsed = GoUrl.parse(url.text()).orElse(new GoUrl("", "", "", ""));
      if (!Set.of("tcp", "udp").contains(parsed.scheme())) {
        url.error("needs tcp:// or udp://");
      }
      pathless(url, parsed);
      if (parsed.port().isEmpty()) {
        url.error("needs a port");
      }
    }
  }

  static void sideroLink(Section root) {
    Section url = root.at("apiUrl");
    if (!url.filled()) {
      url.error("is required");
      return;
    }
    if (!url.isReference()) {
      GoUrl parsed = GoUrl.parse(url.text()).orElse(new GoUrl("", "", "", ""));
      if (!Set.of("https", "grpc").contains(parsed.scheme())) {
        url.error("needs https:// or grpc://");
      }
      pathless(url, parsed);
    }
  }

  private static void pathless(Section url, GoUrl parsed) {
    if (!Set.of("", "/").contains(parsed.path())) {
      url.error("must not have a path");
    }
  }

  static void watchdog(Section root) {
    if (!root.at("device").filled()) {
      root.at("device").error("is required");
    }
    Section timeout = root.at("timeout");
    Optional<Double> seconds = Quantities.seconds(timeout.text());
    if (seconds.filter(each -> each != 0 && each < LEAST_WATCHDOG).isPresent()) {
      timeout.error("must be at least 10s");
    }
  }

  static void extension(Section root) {
    List<Section> files = root.at("configFiles").items();
    if (files.isEmpty() && root.at("environment").items().isEmpty()) {
      root.error("needs configFiles or environment");
    }
    for (Section file : files) {
      for (String key : List.of("content", "mountPath")) {
        if (!file.at(key).filled()) {
          file.at(key).error("is required");
        }
      }
    }
  }

  static void notNegative(Section duration) {
    if (Quantities.seconds(duration.text()).filter(each -> each < 0).isPresent()) {
      duration.error("cannot be negative");
    }
  }

  static void swap(Section root) {
    Section percent = root.at("maxPoolPercent");
    if (percent.text().startsWith("-") || percent.number() > 100) {
      percent.error("must be between 0 and 100");
    }
  }

  /** Ports of one rule may not overlap. */
  static void firewall(Section root) {
    List<Section> ports = root.at("portSelector", "ports").items();
    if (ports.isEmpty()) {
      root.at("portSelector", "ports").error("is required");
    }
    List<int[]> before = new ArrayList<>();
    for (Section port : ports) {
      String[] ends = port.text().split("-", 2);
      if (ends.length > 0 && Addresses.isPort(ends[0])) {
        int low = Integer.parseInt(ends[0]);
        int high = ends.length < 2 ? low : Integer.parseInt(ends[1]);
        if (low > high) {
          port.error("the range ends before it begins");
        } else if (before.stream().anyMatch(range -> low <= range[1] && high >= range[0])) {
          port.error("overlaps with another of the ports");
        }
        before.add(new int[] {low, high});
      }
    }
    for (Section rule : root.at("ingress").items()) {
      if (!Addresses.isPrefix(rule.at("subnet").text())) {
        rule.at("subnet").error("is required");
      }
    }
  }

  private static String scheme(Section url) {
    return GoUrl.parse(url.text()).map(GoUrl::scheme).orElse("");
  }
}
