package dev.blackstart.cluster;

/**
 * One layer of a release's values; later layers win.
 *
 * @param origin file:line or HelmRelease it was taken from
 * @param yaml a YAML mapping as Helm reads it; may be empty
 */
public record ValuesDocument(String origin, String yaml) {
  @Override
  public String toString() {
    return "values from " + origin;
  }
}
