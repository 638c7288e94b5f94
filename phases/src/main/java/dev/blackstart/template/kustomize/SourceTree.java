package dev.blackstart.template.kustomize;

import java.util.List;

/**
 * The files a build may read. Paths are relative to the root of the tree, parted by {@code /},
 * without {@code .} and {@code ..}; the root itself is the empty path.
 */
public interface SourceTree {
  /** Whether a file stands at the path. */
  boolean isFile(String path);

  /** Whether a folder stands at the path. */
  boolean isFolder(String path);

  /** Names of the files and folders in a folder, in the order of their bytes. */
  List<String> names(String folder);

  /**
   * The content of a file.
   *
   * @throws KustomizeProblem when it cannot be read
   */
  byte[] read(String path);
}
