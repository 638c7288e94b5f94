package dev.blackstart.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Argo CD is handed: one root Application, from which all others follow.
 *
 * @param root name of the root Application
 * @param namespace where Applications live, {@code argocd} mostly
 * @param path folder the root Application deploys, relative to the repository's root
 * @param file the file it is written in
 * @param objects what is applied by hand, in order: the project the root belongs to, what else its
 *     file holds, and the root itself
 * @param vault the namespace and the release of the Vault it deploys, as {@code vault/vault}
 */
public record ArgoSource(
    String root,
    String namespace,
    String path,
    String file,
    List<Map<String, Object>> objects,
    Optional<String> vault) {
  /** What is in the objects is nobody's but Argo CD's. */
  @Override
  public String toString() {
    return "Application " + namespace + "/" + root + " of " + file;
  }
}
