package dev.blackstart.cluster.hook;

/** A command, or a part of it, that is not understood; the message says which. */
final class UnknownForm extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownForm(String why) {
    super(why, null, false, false);
  }
}
