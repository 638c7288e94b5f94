package dev.blackstart.cluster;

/**
 * A file of namespaces and first secrets, templates rendered, secret references unresolved.
 *
 * @param file relative to the repository's root; a folder when a kustomization was built
 * @param yaml one or more Kubernetes objects
 * @param form how its secrets are kept
 * @param namespace for objects that name none; empty for the default one
 */
public record Seed(String file, String yaml, Form form, String namespace) {
  /** How a seed keeps its secrets. */
  public enum Form {
    /** In the clear, or as references. */
    MANIFESTS,
    /** Encrypted by sops, each document with its own metadata. */
    SOPS
  }

  public Seed(String file, String yaml) {
    this(file, yaml, Form.MANIFESTS, "");
  }

  /** Secrets may be inside: only the file is told. */
  @Override
  public String toString() {
    return "seed " + file;
  }
}
