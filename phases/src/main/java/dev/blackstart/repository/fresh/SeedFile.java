package dev.blackstart.repository.fresh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A first secret of a new cluster, to be encrypted.
 *
 * @param path relative to the repository's root
 * @param name of the Secret, in Flux's namespace
 */
public record SeedFile(String path, String name) {
  /** What below it is encrypted. */
  public static final String ENCRYPTED = "^(data|stringData)$";

  /** The key Flux decrypts the repository with. */
  public static SeedFile ageKey(NewCluster cluster) {
    return new SeedFile("bootstrap/" + cluster.name() + "/sops-age.sops.yaml", "sops-age");
  }

  /** The key Flux fetches the repository with. */
  public static SeedFile deployKey(NewCluster cluster) {
    return new SeedFile("bootstrap/" + cluster.name() + "/github-deploy-key.sops.yaml", "flux-git");
  }

  /** Those the cluster wants. */
  public static List<SeedFile> of(NewCluster cluster) {
    List<SeedFile> seeds = new ArrayList<>();
    if (cluster.sealing().seeded()) {
      seeds.add(ageKey(cluster));
    }
    if (cluster.git().deployKey()) {
      seeds.add(deployKey(cluster));
    }
    return seeds;
  }

  /** The Secret as it is before it is encrypted. */
  public Map<String, Object> secret(Map<String, String> values) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    metadata.put("namespace", "flux-system");
    Map<String, Object> secret = new LinkedHashMap<>();
    secret.put("apiVersion", "v1");
    secret.put("kind", "Secret");
    secret.put("metadata", metadata);
    secret.put("type", "Opaque");
    secret.put("stringData", new LinkedHashMap<>(values));
    return secret;
  }
}
