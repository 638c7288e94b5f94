package dev.blackstart.files.contexts;

/** What becomes of a name that another cluster has already. */
public enum Taken {
  /** Nothing is written: {@link NameTaken}. */
  REFUSED,
  /** The other's entry goes. */
  REPLACED,
  /** The new one is called {@code NAME-1}, as talosctl does. */
  RENAMED
}
