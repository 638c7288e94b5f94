package dev.blackstart.run;

/**
 * Names one run, sortable by its start.
 *
 * @param name such as {@code 20261121-094512-7f3a}
 */
public record RunId(String name) {
  @Override
  public String toString() {
    return name;
  }
}
