package dev.blackstart.cluster;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A value of a file of the repository that is read when it is needed, because it is a secret: in a
 * text it stands as a reference of the form {@code op://} has, with a vault nobody can have.
 *
 * @param file its path, relative to the repository's root
 * @param key the path of the value in it, such as {@code certs.os.key}
 */
public record FileReference(String file, String key) {
  private static final String VAULT = "op://blackstart.in-repository/";

  /** As it stands in a text. */
  public String text() {
    return VAULT + encoded(file) + "/" + encoded(key);
  }

  /** The reference a text is; empty when it is another one. */
  public static Optional<FileReference> of(String text) {
    if (!text.startsWith(VAULT)) {
      return Optional.empty();
    }
    String[] parts = text.substring(VAULT.length()).split("/", -1);
    return parts.length == 2
        ? Optional.of(new FileReference(decoded(parts[0]), decoded(parts[1])))
        : Optional.empty();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
