package dev.blackstart.repository.fluxtree;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.repository.source.FindingKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether every namespace that objects go into comes to be: an API server makes none by itself. */
final class Namespaces {
  private static final Set<String> ALWAYS =
      Set.of("default", "kube-system", "kube-public", "kube-node-lease");
  private static final String BOOTSTRAP = "bootstrap/";

  private final Contents contents;
  private final Faults faults;
  private final ByHand byHand;
  private final Set<String> known = new TreeSet<>(ALWAYS);

  Namespaces(ClusterSpec spec, FluxStart start, Contents contents, Faults faults, ByHand byHand) {
    this.contents = contents;
    this.faults = faults;
    this.byHand = byHand;
    known.add(start.source().namespace());
    // Helm makes the namespace of a release it installs
    spec.releases().forEach(release -> known.add(release.namespace()));
  }

  void check() {
    Map<String, List<Contents.Entry>> unknown = new LinkedHashMap<>();
    contents.each((key, entry) -> look(key, entry, unknown));
    unknown.forEach(this::report);
  }

  private void look(
      ObjectKey key, Contents.Entry entry, Map<String, List<Contents.Entry>> unknown) {
    String namespace = key.namespace();
    boolean there =
        namespace.isEmpty()
            || entry.owner().isEmpty()
            || Variables.isUnknown(namespace)
            || known.contains(namespace)
            || contents.has(named(namespace))
            || contents.mayHave(named(namespace))
            || isMadeByHelm(namespace);
    // a kind of custom object may live in no namespace whatever its manifest says
    if (there || !key.isSurelyNamespaced()) {
      if (there && !namespace.isEmpty()) {
        known.add(namespace);
      }
      return;
    }
    unknown.computeIfAbsent(namespace, name -> new ArrayList<>()).add(entry);
  }

  private static ObjectKey named(String namespace) {
    return new ObjectKey("", "Namespace", "", namespace);
  }

  private boolean isMadeByHelm(String namespace) {
    return contents.all(ObjectKey.HELM, "HelmRelease").stream()
        .map(key -> contents.get(key).orElseThrow().object().object())
        .filter(release -> Fields.isTrue(release, "spec", "install", "createNamespace"))
        .anyMatch(release -> Fields.text(release, "spec", "targetNamespace").equals(namespace));
  }

  private void report(String namespace, List<Contents.Entry> entries) {
    String file = byHand.file("Namespace", namespace).orElse("");
    if (file.startsWith(BOOTSTRAP) || file.contains("/" + BOOTSTRAP)) {
      return;
    }
    List<Reconciliation> owners =
        entries.stream().flatMap(entry -> entry.owner().stream()).distinct().toList();
    faults.all(
        owners,
        FindingKind.NAMESPACE_UNKNOWN,
        entries.getFirst().object().place(),
        "objects go into the namespace " + namespace + ", which nothing in the repository brings",
        file.isEmpty()
            ? "add a Namespace " + namespace + " to the tree, or correct the name"
            : "take in " + file + ", which holds it and which no Kustomization reaches");
  }
}
