package dev.blackstart.cluster;

/** Where CustomResourceDefinitions come from that must be served before the first release. */
public sealed interface CrdSource {
  /** Where the repository names it. */
  Place at();

  /** All CRDs of a chart, from {@code crds/} and from its templates. */
  record FromChart(Release release) implements CrdSource {
    @Override
    public Place at() {
      return release.at();
    }
  }

  /**
   * CRDs in a file of the repository.
   *
   * @param file relative to the repository's root
   */
  record FromFile(String file, Place at) implements CrdSource {}

  /** CRDs published at a URL, such as a project's release asset. */
  record FromUrl(String url, Place at) implements CrdSource {
    /** The URL for people: a password may stand in it. */
    public String shown() {
      return url.replaceFirst("://[^/@]*@", "://");
    }
  }
}
