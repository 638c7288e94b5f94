package dev.blackstart.cluster;

/**
 * A file of namespaces and first secrets, templates rendered, secret references unresolved.
 *
 * @param file relative to the repository's root
 * @param yaml one or more Kubernetes objects
 */
public record Seed(String file, String yaml) {}
