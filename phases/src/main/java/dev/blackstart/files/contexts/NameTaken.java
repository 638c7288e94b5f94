package dev.blackstart.files.contexts;

import dev.blackstart.template.yaml.Mark;

/** Another cluster has the name already, in the operator's own file; nothing was written. */
public final class NameTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param at where it stands
   * @param what kind of thing has the name, such as {@code cluster}
   * @param why it is known to be another's
   */
  NameTaken(Mark at, String what, String name, String why) {
    super(at + ": " + what + " " + name + " is another one already: " + why);
  }
}
