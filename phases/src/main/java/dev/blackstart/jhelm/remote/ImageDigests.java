package dev.blackstart.jhelm.remote;

import dev.blackstart.jhelm.remote.Download.Answer;
import java.io.IOException;

/** What images are, by the digests of their manifests. */
public final class ImageDigests {
  private static final String MANIFESTS =
      "application/vnd.oci.image.index.v1+json,"
          + " application/vnd.docker.distribution.manifest.list.v2+json,"
          + " application/vnd.oci.image.manifest.v1+json,"
          + " application/vnd.docker.distribution.manifest.v2+json";

  private final Registry registry;

  ImageDigests(Registry registry) {
    this.registry = registry;
  }

  /**
   * The digest of an image, {@code sha256:…}: of its index where it has one, so that it is the same
   * for all processors.
   *
   * @param image as a Pod names it, such as {@code nginx:1.29}
   * @throws Unavailable saying why it cannot be had
   */
  public String of(String image) throws IOException, InterruptedException {
    int at = image.indexOf('@');
    if (at >= 0) {
      return image.substring(at + 1);
    }
    int colon = image.lastIndexOf(':');
    boolean tagged = colon > image.lastIndexOf('/');
    String name = tagged ? image.substring(0, colon) : image;
    String tag = tagged ? image.substring(colon + 1) : "latest";
    Registry.Repository repository = Registry.Repository.of(whole(name));
    Answer answer = registry.get(repository, "manifests/" + tag, MANIFESTS, true);
    if (answer.code() == 200 && answer.header("Docker-Content-Digest").isEmpty()) {
      return "sha256:"
          + Sums.sha256(registry.get(repository, "manifests/" + tag, MANIFESTS, false).body());
    }
    if (answer.code() != 200) {
      throw Reasons.of(repository.host(), answer, image, "");
    }
    return answer.header("Docker-Content-Digest").orElseThrow();
  }

  /** A name with its registry: short ones are Docker Hub's. */
  private static String whole(String name) {
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
      return name;
    }
    return "docker.io/" + (slash < 0 ? "library/" + name : name);
  }
}
