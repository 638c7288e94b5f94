package dev.blackstart.repository.fluxtree;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Release;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether policies that deny by default leave what is bootstrapped DNS, the API server and its
 * webhooks. What any policy of a namespace allows counts for all of its pods.
 */
final class Policies {
  /** Their pods are in the network of the nodes, which policies of pods do not reach. */
  private static final Set<String> ON_NODES = Set.of("cilium", "spegel");

  private static final Set<String> WEBHOOKS =
      Set.of("cert-manager", "external-secrets", "kyverno", "cloudnative-pg");
  private static final String COREDNS = "coredns";

  private final ClusterSpec spec;
  private final Findings findings;
  private final List<NetworkPolicy> policies = new ArrayList<>();
  private final Map<NetworkPolicy, Set<String>> cut = new LinkedHashMap<>();

  Policies(ClusterSpec spec, Contents contents, Findings findings) {
    this.spec = spec;
    this.findings = findings;
    contents.each((key, entry) -> policies.addAll(NetworkPolicy.of(key, entry.object())));
  }

  void check() {
    if (policies.isEmpty()) {
      return;
    }
    String names = namesAnswered();
    lets(
        names,
        false,
        rule -> rule.isForDns() && rule.isOfOtherPods(false),
        "CoreDNS answers no pod outside of " + names);
    for (Release release : spec.releases()) {
      String chart = release.chart().name();
      String namespace = release.namespace();
      if (ON_NODES.contains(chart)) {
        continue;
      }
      if (!chart.equals(COREDNS)) {
        lets(
            namespace,
            true,
            rule -> rule.isForDns() && rule.isOfOtherPods(namespace.equals(names)),
            "pods in " + namespace + " resolve no name");
      }
      lets(
          namespace,
          true,
          rule -> rule.isForMore() && rule.isOfApiServer(),
          "pods in " + namespace + " do not reach the API server");
      if (WEBHOOKS.contains(chart)) {
        lets(
            namespace,
            false,
            PolicyRule::isOfApiServer,
            "the API server does not reach the webhook of " + release.name());
      }
    }
    cut.forEach(
        (policy, what) ->
            findings.add(
                FindingKind.POLICY_CUTS_OFF,
                policy.place(),
                policy.key().kind()
                    + " "
                    + policy.key()
                    + " denies what no policy allows: "
                    + String.join("; ", what),
                "add a policy that allows it, beside the one that denies"));
  }

  private String namesAnswered() {
    return spec.releases().stream()
        .filter(release -> release.chart().name().equals(COREDNS))
        .map(Release::namespace)
        .findFirst()
        .orElse("kube-system");
  }

  private void lets(String namespace, boolean out, Predicate<PolicyRule> such, String else_) {
    boolean allowed =
        policies.stream()
            .filter(policy -> policy.isIn(namespace))
            .flatMap(policy -> policy.rules(out).stream())
            .anyMatch(such);
    if (!allowed) {
      policies.stream()
          .filter(policy -> policy.isOfAllIn(namespace) && policy.isDenying(out))
          .findFirst()
          .ifPresent(policy -> cut.computeIfAbsent(policy, p -> new LinkedHashSet<>()).add(else_));
    }
  }
}
