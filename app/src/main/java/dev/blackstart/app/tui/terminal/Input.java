package dev.blackstart.app.tui.terminal;

import dev.blackstart.app.tui.model.Key;

/** What the bytes of a terminal say. */
sealed interface Input {
  record Pressed(Key key) implements Input {}

  record Pasted(String text) implements Input {}

  /** The left button went down; both from 0. */
  record Clicked(int column, int row) implements Input {}

  /** The wheel was turned: so many rows, down for more than 0. */
  record Wheeled(int rows) implements Input {}

  /** The answer to {@link PaperQuestion}. */
  record Paper(boolean light) implements Input {}
}
