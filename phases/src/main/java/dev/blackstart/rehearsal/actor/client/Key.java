package dev.blackstart.rehearsal.actor.client;

/**
 * Where an object lies.
 *
 * @param namespace empty for an object of the cluster
 */
public record Key(String namespace, String name) implements Comparable<Key> {
  /** An object that lies in no namespace. */
  public static Key cluster(String name) {
    return new Key("", name);
  }

  @Override
  public int compareTo(Key other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
