package dev.blackstart.repository.fluxtree;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One rule of a network policy, of Kubernetes or of Cilium, for one direction. Whatever may be
 * meant to let something through counts as letting it.
 *
 * @param rule as it is written
 * @param direction {@code to} or {@code from}
 * @param ofCilium whose form it has
 * @param everywhere whether an empty selector means the pods of all namespaces
 */
record PolicyRule(
    Map<String, Object> rule, String direction, boolean ofCilium, boolean everywhere) {
  private static final Set<String> ALL = Set.of("all", "cluster");
  private static final Set<String> API =
      Set.of("all", "cluster", "kube-apiserver", "host", "remote-node");
  private static final int DNS = 53;

  /** Whether the API server is let through. */
  boolean isOfApiServer() {
    return isOpen()
        || names("Entities").stream().anyMatch(API::contains)
        || hasAny("CIDR", "CIDRSet", "Services", "Nodes")
        || peers().stream().anyMatch(peer -> has(peer, "namespaceSelector", "ipBlock"));
  }

  /**
   * Whether pods of other namespaces are let through.
   *
   * @param own whether those of this one will do
   */
  boolean isOfOtherPods(boolean own) {
    return isOpen()
        || names("Entities").stream().anyMatch(ALL::contains)
        || hasAny("CIDR", "CIDRSet", "Services")
        || Fields.maps(rule, direction + "Endpoints").stream()
            .anyMatch(selector -> own || everywhere || !selector.isEmpty())
        || peers().stream()
            .anyMatch(
                peer ->
                    has(peer, "namespaceSelector", "ipBlock") || own && has(peer, "podSelector"));
  }

  /** Whether it is for the port of DNS too. */
  boolean isForDns() {
    return ports().isEmpty() || ports().stream().anyMatch(PolicyRule::isDns);
  }

  /** Whether it is for more than DNS. */
  boolean isForMore() {
    return ports().isEmpty() || !ports().stream().allMatch(PolicyRule::isDns);
  }

  private List<Map<String, Object>> ports() {
    return ofCilium
        ? Fields.maps(rule, "toPorts").stream()
            .flatMap(each -> Fields.maps(each, "ports").stream())
            .toList()
        : Fields.maps(rule, "ports");
  }

  private static boolean isDns(Map<String, Object> port) {
    String first = String.valueOf(port.getOrDefault("port", ""));
    String last = String.valueOf(port.getOrDefault("endPort", first));
    if (first.matches("\\d{1,5}") && last.matches("\\d{1,5}")) {
      int from = Integer.parseInt(first);
      return from == 0 || from <= DNS && DNS <= Integer.parseInt(last);
    }
    return first.isEmpty() || first.startsWith("dns");
  }

  /** Without anybody named: everybody with Kubernetes, and with Cilium where ports are. */
  private boolean isOpen() {
    return ofCilium
        ? !Fields.maps(rule, "toPorts").isEmpty() && rule.keySet().stream().noneMatch(this::isPeer)
        : peers().isEmpty();
  }

  private boolean isPeer(String key) {
    return key.startsWith(direction) && !key.equals("toPorts");
  }

  private List<Map<String, Object>> peers() {
    return ofCilium ? List.of() : Fields.maps(rule, direction);
  }

  private List<String> names(String key) {
    return rule.get(direction + key) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private boolean hasAny(String... keys) {
    for (String key : keys) {
      if (rule.get(direction + key) instanceof List<?> list && !list.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(Map<String, Object> peer, String... keys) {
    for (String key : keys) {
      if (peer.containsKey(key)) {
        return true;
      }
    }
    return false;
  }
}
