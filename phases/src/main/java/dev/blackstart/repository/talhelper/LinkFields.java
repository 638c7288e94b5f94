package dev.blackstart.repository.talhelper;

import dev.blackstart.repository.source.IpAddress;
import dev.blackstart.template.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Addresses, routes and MTU of an interface, as the documents of links hold them. */
final class LinkFields {
  /** What is left out, as the gateway tells it. */
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0/0", "::/0");

  private LinkFields() {}

  /** The fields; none when the interface has none of the three. */
  static Map<String, Object> of(Part part) {
    Map<String, Object> fields = new LinkedHashMap<>();
    List<Object> addresses = new ArrayList<>();
    for (ScalarNode address : part.scalars("addresses")) {
      addresses.add(Map.of("address", prefix(part, address)));
    }
    if (!addresses.isEmpty()) {
      fields.put("addresses", addresses);
    }
    List<Object> routes = part.parts("routes").stream().<Object>map(LinkFields::route).toList();
    if (!routes.isEmpty()) {
      fields.put("routes", routes);
    }
    part.number("mtu").ifPresent(mtu -> fields.put("mtu", mtu));
    return fields;
  }

  /** An address alone is a network of its own. */
  private static Object prefix(Part part, ScalarNode address) {
    String text = address.text();
    if (IpAddress.matches(text)) {
      return text + (text.contains(":") ? "/128" : "/32");
    }
    int slash = text.indexOf('/');
    if (slash < 0
        || !IpAddress.matches(text.substring(0, slash))
        || !text.substring(slash + 1).matches("[0-9]{1,3}")) {
      part.wrong("addresses", address, "a list of addresses with their prefix length");
    }
    return address;
  }

  private static Map<String, Object> route(Part route) {
    Map<String, Object> fields = new LinkedHashMap<>();
    route
        .scalar("network")
        .filter(network -> !network.text().isEmpty() && !EVERYWHERE.contains(network.text()))
        .ifPresent(network -> fields.put("destination", network));
    for (String key : List.of("gateway", "source")) {
      route
          .scalar(key)
          .filter(address -> !address.text().isEmpty())
          .ifPresent(
              address -> {
                if (!IpAddress.matches(address.text())) {
                  route.wrong(key, address, "an IP address");
                }
                fields.put(key, address);
              });
    }
    route.number("metric").ifPresent(metric -> fields.put("metric", metric));
    route.number("mtu").ifPresent(mtu -> fields.put("mtu", mtu));
    return fields;
  }
}
