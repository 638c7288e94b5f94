package dev.blackstart.template.gotemplate;

/**
 * An int64 where Go tells it from an int: what sprig calculates cannot be given to a function that
 * takes an int, and is never deeply equal to one. A plain int is a {@code Long}.
 */
public final class Int64 extends Number {
  private static final long serialVersionUID = 1L;

  private final long value;

  public Int64(long value) {
    this.value = value;
  }

  @Override
  public int intValue() {
    return (int) value;
  }

  @Override
  public long longValue() {
    return value;
  }

  @Override
  public float floatValue() {
    return value;
  }

  @Override
  public double doubleValue() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Int64 number && number.value == value;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
