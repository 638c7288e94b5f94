package dev.blackstart.template.gotemplate;

/**
 * A function a template may call. A function that stands in a map is called as a method of that map
 * would be: {@code .Files.Get "x"}.
 *
 * @param least how many arguments it needs
 * @param most how many it takes; {@link #ANY} for no bound
 * @param body what it does
 */
public record Function(int least, int most, Body body) {
  /** No bound. */
  public static final int ANY = Integer.MAX_VALUE;

  /** What a function does; throws {@link FunctionFailure} for what it cannot do. */
  @FunctionalInterface
  public interface Body {
    Object call(Arguments arguments);
  }

  /** A function of exactly so many arguments. */
  public static Function of(int count, Body body) {
    return new Function(count, count, body);
  }

  /** A function of at least so many arguments. */
  public static Function atLeast(int least, Body body) {
    return new Function(least, ANY, body);
  }
}
