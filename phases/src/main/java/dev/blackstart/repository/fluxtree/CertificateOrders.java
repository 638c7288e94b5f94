package dev.blackstart.repository.fluxtree;

import dev.blackstart.cluster.CertificateOrder;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The certificates a tree asks Let's Encrypt for: by Certificates, and by the annotations from
 * which cert-manager makes them for Ingresses and Gateways.
 */
final class CertificateOrders {
  /** The server whose limits count; that for staging has others. */
  private static final String PRODUCTION = "acme-v02.api.letsencrypt.org";

  private static final String GROUP = "cert-manager.io";

  private final Contents contents;
  private final Map<String, CertificateOrder> orders = new LinkedHashMap<>();

  private CertificateOrders(Contents contents) {
    this.contents = contents;
  }

  /** One for each Secret; those whose Secret is there before Flux are not asked for. */
  static List<CertificateOrder> of(Contents contents) {
    CertificateOrders all = new CertificateOrders(contents);
    contents.each((key, entry) -> all.look(key, entry.object()));
    all.orders
        .values()
        .removeIf(
            order -> {
              int slash = order.secret().indexOf('/');
              ObjectKey secret =
                  new ObjectKey(
                      "",
                      "Secret",
                      order.secret().substring(0, slash),
                      order.secret().substring(slash + 1));
              return contents.get(secret).filter(entry -> entry.owner().isEmpty()).isPresent();
            });
    return List.copyOf(all.orders.values());
  }

  private void look(ObjectKey key, BuiltObject object) {
    Map<String, Object> fields = object.object();
    if (key.is(GROUP, "Certificate")) {
      Map<String, Object> issuer = Fields.map(fields, "spec", "issuerRef");
      String kind = Fields.or(Fields.text(issuer, "kind"), "Issuer");
      List<String> names = new ArrayList<>(texts(Fields.map(fields, "spec").get("dnsNames")));
      names.add(Fields.text(fields, "spec", "commonName"));
      order(key, object, kind, Fields.text(issuer, "name"), secret(fields), names);
    } else if (key.is("networking.k8s.io", "Ingress")) {
      for (Map<String, Object> tls : Fields.maps(fields, "spec", "tls")) {
        annotated(key, object, Fields.text(tls, "secretName"), texts(tls.get("hosts")));
      }
    } else if (key.is("gateway.networking.k8s.io", "Gateway")) {
      for (Map<String, Object> listener : Fields.maps(fields, "spec", "listeners")) {
        for (Map<String, Object> secret : Fields.maps(listener, "tls", "certificateRefs")) {
          annotated(
              key, object, Fields.text(secret, "name"), List.of(Fields.text(listener, "hostname")));
        }
      }
    }
  }

  private static String secret(Map<String, Object> certificate) {
    return Fields.text(certificate, "spec", "secretName");
  }

  private void annotated(ObjectKey key, BuiltObject object, String secret, List<String> names) {
    Map<String, Object> annotations = Fields.map(object.object(), "metadata", "annotations");
    String ofCluster = Fields.text(annotations, GROUP + "/cluster-issuer");
    if (ofCluster.isEmpty()) {
      order(key, object, "Issuer", Fields.text(annotations, GROUP + "/issuer"), secret, names);
    } else {
      order(key, object, "ClusterIssuer", ofCluster, secret, names);
    }
  }

  /** Names of several listeners whose Secret is one are one certificate's. */
  private void order(
      ObjectKey key,
      BuiltObject object,
      String issuerKind,
      String issuer,
      String secret,
      List<String> names) {
    if (issuer.isEmpty() || secret.isEmpty() || !isProduction(key, issuerKind, issuer)) {
      return;
    }
    List<String> known = names.stream().filter(name -> !name.isEmpty()).toList();
    List<String> told = known.stream().anyMatch(Variables::isUnknown) ? List.of() : known;
    CertificateOrder order =
        new CertificateOrder(
            key.kind() + " " + key,
            object.place("metadata.name"),
            key.namespace() + "/" + secret,
            told);
    orders.merge(
        order.secret(),
        order,
        (one, other) ->
            new CertificateOrder(
                one.object(),
                one.at(),
                one.secret(),
                Stream.concat(one.names().stream(), other.names().stream()).toList()));
  }

  private boolean isProduction(ObjectKey key, String kind, String name) {
    String namespace = kind.equals("Issuer") ? key.namespace() : "";
    Optional<Contents.Entry> issuer = contents.get(new ObjectKey(GROUP, kind, namespace, name));
    return issuer
        .map(entry -> Fields.text(entry.object().object(), "spec", "acme", "server"))
        .filter(server -> server.contains(PRODUCTION))
        .isPresent();
  }

  private static List<String> texts(Object list) {
    return list instanceof List<?> all
        ? all.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }
}
