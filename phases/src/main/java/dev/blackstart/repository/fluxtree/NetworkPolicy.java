package dev.blackstart.repository.fluxtree;

import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A network policy, of Kubernetes or of Cilium.
 *
 * @param key its name
 * @param place file:line
 * @param spec as it is written
 * @param ofCilium whose form it has
 */
record NetworkPolicy(ObjectKey key, String place, Map<String, Object> spec, boolean ofCilium) {
  private static final String CLUSTERWIDE = "CiliumClusterwideNetworkPolicy";

  /** The policies an object holds; none when it is something else. */
  static List<NetworkPolicy> of(ObjectKey key, BuiltObject built) {
    boolean ofKubernetes = key.is("networking.k8s.io", "NetworkPolicy");
    if (!ofKubernetes
        && !key.is("cilium.io", "CiliumNetworkPolicy")
        && !key.is("cilium.io", CLUSTERWIDE)) {
      return List.of();
    }
    List<Map<String, Object>> specs = new ArrayList<>(Fields.maps(built.object(), "specs"));
    Map<String, Object> single = Fields.map(built.object(), "spec");
    if (!single.isEmpty()) {
      specs.add(single);
    }
    return specs.stream()
        .filter(spec -> !spec.containsKey("nodeSelector"))
        .map(spec -> new NetworkPolicy(key, built.place(), spec, !ofKubernetes))
        .toList();
  }

  /** Whether it concerns pods of a namespace, whichever of them. */
  boolean isIn(String namespace) {
    return isClusterwide()
        ? namespaces().map(some -> some.test(namespace)).orElse(true)
        : key.namespace().equals(namespace);
  }

  /** Whether it concerns every pod of a namespace. */
  boolean isOfAllIn(String namespace) {
    Map<String, Object> selector = selector();
    boolean all = Fields.map(selector, "matchLabels").isEmpty();
    return isIn(namespace)
        && all
        && (Fields.maps(selector, "matchExpressions").isEmpty()
            || isClusterwide() && namespaces().isPresent());
  }

  private boolean isClusterwide() {
    return key.kind().equals(CLUSTERWIDE);
  }

  private Map<String, Object> selector() {
    return Fields.map(spec, ofCilium ? "endpointSelector" : "podSelector");
  }

  /** The namespaces its only expression names, or leaves out. */
  private Optional<Predicate<String>> namespaces() {
    List<Map<String, Object>> expressions = Fields.maps(selector(), "matchExpressions");
    if (expressions.size() != 1
        || !Fields.text(expressions.getFirst(), "key").endsWith("io.kubernetes.pod.namespace")) {
      return Optional.empty();
    }
    List<?> values =
        expressions.getFirst().get("values") instanceof List<?> list ? list : List.of();
    return switch (Fields.text(expressions.getFirst(), "operator")) {
      case "In" -> Optional.of(values::contains);
      case "NotIn" -> Optional.of(namespace -> !values.contains(namespace));
      default -> Optional.empty();
    };
  }

  /** Whether it denies what no policy allows, out of pods or into them. */
  boolean isDenying(boolean out) {
    String field = out ? "egress" : "ingress";
    if (ofCilium) {
      Object told = Fields.map(spec, "enableDefaultDeny").get(field);
      boolean any =
          !Fields.maps(spec, field).isEmpty() || !Fields.maps(spec, field + "Deny").isEmpty();
      return any && !Boolean.FALSE.equals(told);
    }
    List<?> types = spec.get("policyTypes") instanceof List<?> list ? list : List.of();
    return types.isEmpty()
        ? !out || spec.containsKey(field)
        : types.contains(out ? "Egress" : "Ingress");
  }

  /** What it allows, out of pods or into them. */
  List<PolicyRule> rules(boolean out) {
    return Fields.maps(spec, out ? "egress" : "ingress").stream()
        .map(rule -> new PolicyRule(rule, out ? "to" : "from", ofCilium, isClusterwide()))
        .toList();
  }
}
