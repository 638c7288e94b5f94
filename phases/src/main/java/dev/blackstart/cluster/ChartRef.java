package dev.blackstart.cluster;

import java.util.Optional;

/**
 * A Helm chart as a repository refers to it.
 *
 * @param reference {@code oci://host/path/name}, {@code https://host/path name}'s name part, or a
 *     folder: of this machine, or of the Git repository it lies in
 * @param repository URL of a classic chart repository, or of the archive itself when it ends in
 *     {@code .tgz}; {@code git::URL} of a Git repository; empty for OCI references and folders
 * @param version as written, with or without a leading {@code v}, and perhaps a digest behind it,
 *     {@code 1.2.3@sha256:…}; of a chart in Git its branch, tag or commit; empty when the file
 *     names none
 * @param login that the repository names for it
 * @param trust how its place is reached
 * @param additions what is put into it before Helm is given it
 */
public record ChartRef(
    String reference,
    String repository,
    String version,
    Optional<ChartLogin> login,
    ChartTrust trust,
    ChartAdditions additions) {
  private static final String GIT = "git::";
  private static final String OCI = "oci://";

  public static ChartRef oci(String reference, String version) {
    return new ChartRef(reference, "", version);
  }

  /** A chart for which nobody has to log in, or by a login of this machine. */
  public ChartRef(String reference, String repository, String version) {
    this(reference, repository, version, Optional.empty(), ChartTrust.USUAL, ChartAdditions.NONE);
  }

  /** The same chart, to be had with a login. */
  public ChartRef with(Optional<ChartLogin> other) {
    return new ChartRef(reference, repository, version, other, trust, additions);
  }

  /** The same chart with something put into it. */
  public ChartRef with(ChartAdditions other) {
    return new ChartRef(reference, repository, version, login, trust, other);
  }

  /** The same chart, its place reached in another way. */
  public ChartRef with(ChartTrust other) {
    return new ChartRef(reference, repository, version, login, other, additions);
  }

  /** The chart as it is published. */
  public ChartRef plain() {
    return with(ChartAdditions.NONE);
  }

  /**
   * A chart in a Git repository.
   *
   * @param url as {@code git clone} takes it
   * @param path of its folder; empty for the repository's own
   * @param revision branch, tag or commit; empty for what the repository itself begins with
   */
  public static ChartRef git(String url, String path, String revision) {
    return new ChartRef(path, GIT + url, revision);
  }

  /** Whether it lies in a Git repository. */
  public boolean isGit() {
    return repository.startsWith(GIT);
  }

  /** Whether it lies in a folder of this machine, where it may be edited like any other file. */
  public boolean isFolder() {
    return repository.isEmpty() && !reference.startsWith(OCI);
  }

  /** The address of its Git repository. */
  public String gitUrl() {
    return repository.substring(GIT.length());
  }

  /** Where it comes from, for people: a password may stand in a URL. */
  public String from() {
    String place = repository.isEmpty() ? reference : repository;
    String inside = isGit() && !reference.isEmpty() ? "//" + reference : "";
    return place.replaceFirst("://[^/@]*@", "://") + inside;
  }

  /** The chart's own name: the last segment of its reference. */
  public String name() {
    String whole =
        isGit() && reference.isEmpty() ? repository.replaceFirst("\\.git/?$", "") : reference;
    String trimmed = whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  /** What a mirror calls its archive, without the ending. */
  public String file() {
    return name() + "-" + tag().replaceAll("[^A-Za-z0-9._+-]+", "-");
  }

  /** The version without a digest; empty when only a digest is named. */
  public String tag() {
    int at = version.indexOf('@');
    return at < 0 ? version : version.substring(0, at);
  }

  /**
   * Whether a chart of a version may be what is meant: a folder, a digest and a revision of Git say
   * nothing of the version.
   */
  public boolean mayBe(String chartVersion) {
    String wanted = isGit() ? "" : tag();
    return wanted.isEmpty() || plain(wanted).equals(plain(chartVersion));
  }

  private static String plain(String version) {
    return version.startsWith("v") ? version.substring(1) : version;
  }

  /** The digest that is wanted, {@code sha256:…}; empty for whatever the version means. */
  public String digest() {
    int at = version.indexOf('@');
    return at < 0 ? "" : version.substring(at + 1);
  }

  @Override
  public String toString() {
    return (name() + " " + version).strip();
  }
}
