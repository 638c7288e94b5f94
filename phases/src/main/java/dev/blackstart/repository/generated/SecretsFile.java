package dev.blackstart.repository.generated;

import dev.blackstart.cluster.FileReference;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.util.Optional;

/**
 * A secrets bundle as a file of the repository. Its values stay there, encrypted as they may be,
 * and are referred to.
 *
 * @param path where it lies, or would lie
 * @param aescbc whether it is of a cluster so old that its secrets are encrypted with AES-CBC
 */
public record SecretsFile(String path, boolean aescbc) {
  private static final String AESCBC = "secrets.aescbcencryptionsecret";
  private static final String SECRETBOX = "secrets.secretboxencryptionsecret";

  /** The file; which keys it has is seen even when it is encrypted. */
  public static SecretsFile of(RepositoryFiles tree, String path) {
    Optional<YamlNode> bundle =
        tree.isFile(path)
            ? tree.readQuietly(path).flatMap(text -> document(text, path))
            : Optional.empty();
    return new SecretsFile(path, bundle.flatMap(node -> node.text(AESCBC)).isPresent());
  }

  private static Optional<YamlNode> document(String text, String path) {
    try {
      return Yaml.parse(text, path).stream().findFirst();
    } catch (YamlProblem unreadable) {
      // Said again, with file and line, when its values are wanted.
      return Optional.empty();
    }
  }

  /** A reference to the value at a path, such as {@code certs.os.crt}. */
  public String value(String key) {
    return new FileReference(path, key).text();
  }

  /** The key etcd's content is encrypted with. */
  String encryptionKey() {
    return value(aescbc ? AESCBC : SECRETBOX);
  }
}
