package dev.blackstart.template.gotemplate;

/** What a key that is not in its map is worth (the option {@code missingkey}). */
public enum MissingKey {
  /** Nothing, printed as {@code <no value>}; a further field of it is nothing too. */
  DEFAULT,
  /** As nil: printed as {@code <no value>}, a further field of it is an error. */
  ZERO,
  /** An error. */
  ERROR
}
