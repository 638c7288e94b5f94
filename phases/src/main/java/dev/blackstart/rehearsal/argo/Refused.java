package dev.blackstart.rehearsal.argo;

/** Argo CD says of an Application why it cannot go on, as a condition of this type. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String type;

  Refused(String type, String message) {
    super(message, null, false, false);
    this.type = type;
  }

  String type() {
    return type;
  }
}
