package dev.blackstart.talos;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.net.InetSocketAddress;
import java.util.List;

/** Points a kubeconfig at one node's own API server. */
final class ServerRewrite {
  private ServerRewrite() {}

  static String to(String kubeconfig, InetSocketAddress place) {
    String host = place.getHostString();
    String server =
        "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + place.getPort();
    return Yaml.write(rewritten(Yaml.document(kubeconfig, "kubeconfig"), List.of(), server));
  }

  private static YamlNode rewritten(YamlNode node, List<String> path, String server) {
    return switch (node) {
      case MapNode map ->
          MapNode.of(
              map.mark(),
              map.entries().stream()
                  .map(
                      entry -> {
                        List<String> inner = longer(path, entry.key().text());
                        return new MapNode.Entry(
                            entry.key(), rewritten(entry.value(), inner, server));
                      })
                  .toList());
      case ListNode list ->
          new ListNode(
              list.mark(),
              list.items().stream().map(item -> rewritten(item, path, server)).toList());
      case ScalarNode scalar ->
          path.equals(List.of("clusters", "cluster", "server"))
              ? ScalarNode.plain(scalar.mark(), server)
              : scalar;
    };
  }

  private static List<String> longer(List<String> path, String step) {
    List<String> longer = new java.util.ArrayList<>(path);
    longer.add(step);
    return longer;
  }
}
