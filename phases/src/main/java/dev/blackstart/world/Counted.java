package dev.blackstart.world;

/** A number of things, in the plural where it has to be. */
public final class Counted {
  private Counted() {}

  /**
   * Such as {@code 1 gateway}, {@code 2 gateways}, {@code 3 policies}.
   *
   * @param thing in the singular
   */
  public static String of(long count, String thing) {
    return count + " " + (count == 1 ? thing : plural(thing));
  }

  private static String plural(String thing) {
    boolean changes = thing.endsWith("y") && !thing.matches(".*[aeiou]y");
    return changes ? thing.substring(0, thing.length() - 1) + "ies" : thing + "s";
  }
}
