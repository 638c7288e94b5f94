package dev.blackstart.app.tui.model;

import java.util.Optional;

/**
 * Where the cursor stands in a text, in words a page can keep.
 *
 * @param number of the line
 * @param newest number of the newest line when the operator stopped there
 * @param key what the line says, by which it is found when lines before it come and go
 */
record Place(long number, long newest, String key) {
  /** The place some words mean; nothing where the cursor was not put anywhere yet. */
  static Optional<Place> of(String words) {
    String[] parts = words.split(" ", 3);
    return parts.length < 3
        ? Optional.empty()
        : Optional.of(new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]));
  }

  String words() {
    return number + " " + newest + " " + key;
  }
}
