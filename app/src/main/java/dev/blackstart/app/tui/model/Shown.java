package dev.blackstart.app.tui.model;

/**
 * Which part of something long was in sight when it was last painted.
 *
 * @param first number of the first row or line in sight
 * @param window how many were in sight; 0 before the first painting
 */
public record Shown(long first, int window) {
  public static final Shown NOTHING = new Shown(0, 0);
}
