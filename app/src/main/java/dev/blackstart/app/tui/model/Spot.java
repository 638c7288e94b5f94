package dev.blackstart.app.tui.model;

/** What is to be found at a place of the screen; the views say where, the mouse points at it. */
public sealed interface Spot {
  /** A row of a panel, by the id the cursor knows it by. */
  record Row(int panel, String id) implements Spot {}

  /** Somewhere in a panel, between its rows or below them. */
  record Panel(int panel) implements Spot {}

  /** A tab of the page. */
  record Tab(int tab) implements Spot {}

  /** A key that is shown with what it does. */
  record Shortcut(String key) implements Spot {}

  /** An answer to the question on the screen. */
  record Answer(int choice) implements Spot {}

  /** What the line being typed could become. */
  record Candidate(int index) implements Spot {}
}
