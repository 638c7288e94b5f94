package dev.blackstart.machineconfig.origin;

import dev.blackstart.template.yaml.Mark;

/**
 * Where a value of a config was written; the value itself is not said, it may be secret.
 *
 * @param document the kind and name of its document, {@code v1alpha1} for the one without
 * @param path its keys, such as {@code machine.install.disk}
 * @param layer what gave it: base, all, role, node, or the option of the command line
 * @param at file and line
 */
public record ValueOrigin(String document, String path, Layer layer, Mark at) {
  /** Whose a layer of a config is. */
  public enum Layer {
    /** What the config starts from. */
    BASE,
    /** A patch of every node. */
    ALL,
    /** A patch of the nodes of one role. */
    ROLE,
    /** A patch of one node, or of some that are not told apart by their role. */
    NODE,
    /** A patch of the command line. */
    OPTION
  }
}
