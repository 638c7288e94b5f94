package dev.blackstart.template.sops;

/** A text of sops cannot be decrypted; the message names no value and no key. */
public final class SopsProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Kind {
    /** No key that is at hand opens it. */
    NO_KEY,
    /** It was changed after it was encrypted. */
    CHANGED,
    /** It is not what sops writes. */
    BROKEN,
    /** It takes the sops program: other recipients than age's, several key groups. */
    PROGRAM
  }

  private final Kind kind;

  SopsProblem(Kind kind, String what) {
    super(what, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
