package dev.blackstart.repository.talos;

import java.util.Optional;

/** The Talos side of one cluster, found but not read; there is one for each family. */
public interface TalosSource {
  /** The cluster's name as far as paths or a first look at the files tell it. */
  Optional<String> cluster();

  /** A file it was found by. */
  String path();

  /**
   * Its nodes and what their machine configs are made of.
   *
   * @param cluster the cluster's name; empty while only its machine configs know it
   */
  TalosSide read(String cluster, TalosReading reading);
}
