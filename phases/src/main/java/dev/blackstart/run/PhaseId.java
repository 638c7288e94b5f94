package dev.blackstart.run;

/**
 * The one name of a phase in the command line, the journal, the documents and on the screen.
 *
 * @param name such as {@code etcd} or {@code cilium}; {@code namespace/name} where two releases
 *     share a name
 */
public record PhaseId(String name) {
  @Override
  public String toString() {
    return name;
  }
}
