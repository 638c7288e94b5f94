package dev.blackstart.repository;

import dev.blackstart.cluster.Seed;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The namespaces seeds lean on and do not bring: task files create them first. */
final class SeedNamespaces {
  /** Every cluster has them. */
  private static final Set<String> OWN =
      Set.of("default", "kube-system", "kube-public", "kube-node-lease");

  private SeedNamespaces() {}

  /** A seed of the namespaces that are missing; empty when none is. */
  static Optional<Seed> of(SeedFiles files, List<Seed> seeds) {
    Set<String> wanted = new LinkedHashSet<>(files.namespaces());
    Set<String> brought = new LinkedHashSet<>(OWN);
    for (Seed seed : seeds) {
      for (YamlNode document : Yaml.parse(seed.yaml(), seed.file())) {
        String name = document.text("metadata.name").orElse("");
        if (document.text("kind").filter("Namespace"::equals).isPresent()) {
          brought.add(name);
        } else {
          wanted.add(document.text("metadata.namespace").orElse(seed.namespace()));
        }
      }
    }
    wanted.removeAll(brought);
    wanted.remove("");
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    String origin = files.apps().isEmpty() ? seeds.getFirst().file() : files.apps();
    return Optional.of(
        new Seed(origin, Yaml.writeAll(wanted.stream().map(SeedNamespaces::namespace).toList())));
  }

  private static Map<String, Object> namespace(String name) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("apiVersion", "v1");
    object.put("kind", "Namespace");
    object.put("metadata", Map.of("name", name));
    return object;
  }
}
