package dev.blackstart.phase;

import dev.blackstart.world.World;

/** Why an object was not found, told right after it was looked for. */
final class Absence {
  private Absence() {}

  /** That it is not there, or that the API server does not say. */
  static String why(World world) {
    return world
        .kube()
        .trouble()
        .map(what -> "the API server does not tell: " + what)
        .orElse("not in the cluster");
  }
}
