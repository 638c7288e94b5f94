package dev.blackstart.cluster;

/**
 * A Helm chart as a repository refers to it.
 *
 * @param reference {@code oci://host/path/name}, {@code https://host/path name}'s name part, or a
 *     folder
 * @param repository URL of a classic chart repository, or of the archive itself when it ends in
 *     {@code .tgz}; empty for OCI references and folders
 * @param version as written, with or without a leading {@code v}, and perhaps a digest behind it,
 *     {@code 1.2.3@sha256:…}; empty when the file names none
 */
public record ChartRef(String reference, String repository, String version) {
  public static ChartRef oci(String reference, String version) {
    return new ChartRef(reference, "", version);
  }

  /** The chart's own name: the last segment of its reference. */
  public String name() {
    String trimmed =
        reference.endsWith("/") ? reference.substring(0, reference.length() - 1) : reference;
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  /** The version without a digest; empty when only a digest is named. */
  public String tag() {
    int at = version.indexOf('@');
    return at < 0 ? version : version.substring(0, at);
  }

  /** The digest that is wanted, {@code sha256:…}; empty for whatever the version means. */
  public String digest() {
    int at = version.indexOf('@');
    return at < 0 ? "" : version.substring(at + 1);
  }

  @Override
  public String toString() {
    return name() + " " + version;
  }
}
