package dev.blackstart.cluster;

/**
 * Where something stands in the repository.
 *
 * @param file path relative to the repository's root
 * @param line 1-based; 0 when the whole file is meant
 */
public record Place(String file, int line) {
  @Override
  public String toString() {
    return line > 0 ? file + ":" + line : file;
  }
}
