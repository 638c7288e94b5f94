package dev.blackstart.app.tui.model;

/** The lines of a text page, as its filter leaves them. */
public interface Text {
  int size();

  /** The line of an index, from 0. */
  TextLine line(int index);

  /** Index of the line of that number, else of the next that is there; the size when none is. */
  int at(long number);

  /** Lines there are without the filter. */
  int all();
}
