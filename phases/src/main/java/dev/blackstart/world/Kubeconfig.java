package dev.blackstart.world;

/**
 * A kubeconfig text; holds a private key.
 *
 * @param yaml as kubectl reads it
 */
public record Kubeconfig(String yaml) {
  @Override
  public String toString() {
    return "Kubeconfig[redacted]";
  }
}
