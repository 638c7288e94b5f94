package dev.blackstart.repository.fresh;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A release a new cluster begins with.
 *
 * @param own whether each cluster has values of its own for it
 */
record NewRelease(String name, String namespace, String chart, String version, boolean own) {
  /** In the order of their needs. */
  static final List<NewRelease> ALL =
      List.of(
          new NewRelease(
              "cilium", "kube-system", "oci://quay.io/cilium/charts/cilium", "1.18.5", true),
          new NewRelease(
              "coredns", "kube-system", "oci://ghcr.io/coredns/charts/coredns", "1.45.0", true),
          new NewRelease(
              "spegel",
              "kube-system",
              "oci://ghcr.io/spegel-org/helm-charts/spegel",
              "0.7.4",
              false),
          new NewRelease(
              "cert-manager",
              "cert-manager",
              "oci://quay.io/jetstack/charts/cert-manager",
              "v1.19.2",
              false),
          new NewRelease(
              "flux-operator",
              "flux-system",
              "oci://ghcr.io/controlplaneio-fluxcd/charts/flux-operator",
              "0.36.0",
              false),
          new NewRelease(
              "flux-instance",
              "flux-system",
              "oci://ghcr.io/controlplaneio-fluxcd/charts/flux-instance",
              "0.36.0",
              true));

  /** Whether its namespace is neither Kubernetes's own nor where Flux begins. */
  boolean bringsNamespace() {
    return !namespace.equals("kube-system") && !namespace.equals("flux-system");
  }

  /** As templates see it. */
  Map<String, Object> variables() {
    int before = ALL.indexOf(this) - 1;
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("name", name);
    variables.put("namespace", namespace);
    variables.put("chart", chart);
    variables.put("version", version);
    variables.put("own", own);
    variables.put("bringsNamespace", bringsNamespace());
    variables.put(
        "needs", before < 0 ? "" : ALL.get(before).namespace() + "/" + ALL.get(before).name());
    return variables;
  }
}
