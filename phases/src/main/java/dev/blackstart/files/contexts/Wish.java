package dev.blackstart.files.contexts;

import java.util.Optional;

/**
 * How access is merged.
 *
 * @param context name of the context, when it is not to be the cluster's own
 * @param use whether it becomes the current context although there is one
 * @param apart a word that all its names get, so that it is never taken for the real cluster
 */
public record Wish(Optional<String> context, Taken taken, boolean use, Optional<String> apart) {
  /** The same, with another answer to what becomes of a name that is taken. */
  public Wish when(Taken other) {
    return new Wish(context, other, use, apart);
  }

  String named(String name) {
    return name + apart.map(word -> "-" + word).orElse("");
  }
}
