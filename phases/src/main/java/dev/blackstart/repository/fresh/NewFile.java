package dev.blackstart.repository.fresh;

/**
 * A file to write.
 *
 * @param path relative to the repository's root
 * @param shared whether all clusters share it, so that one that is there may stay
 */
public record NewFile(String path, String text, boolean shared) {}
