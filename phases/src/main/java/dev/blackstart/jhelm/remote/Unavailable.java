package dev.blackstart.jhelm.remote;

import dev.blackstart.world.Failure;
import java.io.IOException;

/** Why something cannot be had from the network, and what the operator can do about it. */
public final class Unavailable extends IOException {
  private static final long serialVersionUID = 1;

  private final Failure.Kind kind;
  private final String remedy;

  /**
   * @param what one line that names who said no
   * @param remedy one line; empty when only another place for it helps
   */
  Unavailable(Failure.Kind kind, String what, String remedy) {
    super(what);
    this.kind = kind;
    this.remedy = remedy;
  }

  Unavailable(Failure.Kind kind, String what, String remedy, Throwable cause) {
    super(what, cause);
    this.kind = kind;
    this.remedy = remedy;
  }

  /** Whether waiting may help, or only an edit. */
  public Failure.Kind kind() {
    return kind;
  }

  public String remedy() {
    return remedy;
  }
}
