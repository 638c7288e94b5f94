package dev.blackstart.machineconfig.document;

import dev.blackstart.template.yaml.Mark;

/**
 * Something that is wrong with a machine config.
 *
 * @param mark where
 * @param path the key it is about, such as {@code machine.network.interfaces[0].bond}; empty for a
 *     whole document
 * @param what one line; never a value that may be secret
 */
public record ConfigProblem(Mark mark, String path, String what) {
  @Override
  public String toString() {
    return mark + ": " + (path.isEmpty() ? "" : path + ": ") + what;
  }
}
