package dev.blackstart.app.look;

/** A number of things, in the plural where it has to be. */
final class Counted {
  private Counted() {}

  static String of(long count, String thing) {
    String plural =
        thing.endsWith("y") ? thing.substring(0, thing.length() - 1) + "ies" : thing + "s";
    return count + " " + (count == 1 ? thing : plural);
  }
}
