package dev.blackstart.repository.helmfile;

import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.MapNode;
import java.util.Set;

/**
 * A helmfile with its bases and parts merged, for one environment.
 *
 * @param file relative to the repository's root
 * @param root its keys
 * @param files it and the bases it is made of
 */
record State(String file, MapNode root, Environment environment, Set<String> files) {
  /** The folder its paths begin in; a base's begin there too. */
  String folder() {
    return RepositoryFiles.folder(file);
  }

  /** Whether a missing values file is no mistake. */
  boolean isLenient() {
    return root.text("missingFileHandler").filter(word -> !word.equals("Error")).isPresent();
  }
}
