package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Resource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Under which name and where Helm keeps the release of a HelmRelease. */
final class ReleaseNames {
  private static final int LONGEST = 53;

  private ReleaseNames() {}

  static String namespace(Resource release) {
    return text(release.spec().path("targetNamespace"), release.namespace());
  }

  static String storageNamespace(Resource release) {
    return text(release.spec().path("storageNamespace"), release.namespace());
  }

  /**
   * What the spec says, or target namespace and name; too long a name ends in a digest of itself.
   */
  static String name(Resource release) {
    JsonNode spec = release.spec();
    String target = spec.path("targetNamespace").asText();
    String name =
        text(
            spec.path("releaseName"),
            target.isEmpty() ? release.name() : target + "-" + release.name());
    return name.length() <= LONGEST
        ? name
        : name.substring(0, 40) + "-" + sha256(name).substring(0, 12);
  }

  private static String text(JsonNode field, String otherwise) {
    return field.asText().isEmpty() ? otherwise : field.asText();
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java has SHA-256", absent);
    }
  }
}
