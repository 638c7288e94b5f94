package dev.blackstart.cluster;

import java.util.List;

/**
 * What a node's machine config is made of: a base and patches in order, templates rendered, secret
 * references unresolved.
 */
public record MachineConfigSource(Layer base, List<Layer> patches) {
  /**
   * @param origin file the text came from, relative to the repository's root, or the option that
   *     gave it
   * @param yaml one or more documents
   */
  public record Layer(String origin, String yaml) {}
}
