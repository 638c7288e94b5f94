package dev.blackstart.app.fresh;

import dev.blackstart.app.Refusal;
import dev.blackstart.cluster.Seed;
import dev.blackstart.files.OperatorKeys;
import dev.blackstart.machineconfig.mesh.MeshAuthority;
import dev.blackstart.machineconfig.mesh.MeshSecrets;
import dev.blackstart.repository.MeshMember;
import dev.blackstart.template.sops.SopsFile;
import dev.blackstart.template.sops.SopsProblem;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the seeds of a mesh's clusters hold of it already. */
final class MeshSeeds {
  private static final String CERTIFICATE = "ca.crt";

  private final Path root;
  private final Map<String, String> env;
  private final Instant now;

  MeshSeeds(Path root, Map<String, String> env, Instant now) {
    this.root = root;
    this.env = env;
    this.now = now;
  }

  /** Whether a cluster's seeds have a Secret of that name. */
  boolean has(MeshMember member, String name) {
    return member.cluster().seeds().stream()
        .anyMatch(seed -> secrets(seed.yaml(), seed.file(), name).findAny().isPresent());
  }

  /** Whether one of them names a vault for the authority. */
  boolean refers(List<MeshMember> members) {
    return members.stream()
        .flatMap(member -> member.cluster().seeds().stream())
        .flatMap(seed -> secrets(seed.yaml(), seed.file(), MeshSecrets.AUTHORITY))
        .flatMap(secret -> entry(secret, CERTIFICATE).stream())
        .anyMatch(text -> text.contains("op://"));
  }

  /**
   * The authority that one or more of them have.
   *
   * @throws Refusal 2 when it cannot be opened, or two have another
   */
  Optional<MeshAuthority> authority(List<MeshMember> members) {
    Map<String, MeshAuthority> found = new TreeMap<>();
    for (MeshMember member : members) {
      for (Seed seed : member.cluster().seeds()) {
        if (secrets(seed.yaml(), seed.file(), MeshSecrets.AUTHORITY).findAny().isPresent()) {
          secrets(opened(seed), seed.file(), MeshSecrets.AUTHORITY)
              .flatMap(secret -> authority(secret, seed).stream())
              .forEach(authority -> found.putIfAbsent(authority.fingerprint(), authority));
        }
      }
    }
    if (found.size() > 1) {
      throw new Refusal(
          2,
          "the clusters have authorities that are not the same: "
              + found.keySet().stream()
                  .map(f -> f.substring(0, 12))
                  .collect(Collectors.joining(", ")),
          "keep the file of one, move the others away, and ask again");
    }
    return found.values().stream().findFirst();
  }

  private Optional<MeshAuthority> authority(YamlNode secret, Seed seed) {
    Optional<String> certificate = entry(secret, CERTIFICATE);
    Optional<String> key = entry(secret, "ca.key");
    if (certificate.isEmpty() || key.isEmpty() || certificate.get().contains("op://")) {
      return Optional.empty();
    }
    try {
      return Optional.of(MeshAuthority.of(certificate.get(), key.get(), now));
    } catch (IllegalArgumentException broken) {
      throw new Refusal(
          2,
          seed.file() + ": " + MeshSecrets.AUTHORITY + " is no authority with its key",
          "restore it, or move it away in every cluster to have a new one");
    }
  }

  private String opened(Seed seed) {
    if (seed.form() != Seed.Form.SOPS) {
      return seed.yaml();
    }
    try {
      Optional<SopsFile> sealed = SopsFile.parse(seed.yaml(), seed.file());
      return sealed.isPresent()
          ? sealed.get().decrypt(new OperatorKeys(env, root).read())
          : seed.yaml();
    } catch (SopsProblem problem) {
      throw new Refusal(
          2,
          seed.file() + ": " + problem.getMessage(),
          "name your key: export SOPS_AGE_KEY_FILE=FILE");
    }
  }

  private static Stream<YamlNode> secrets(String yaml, String file, String name) {
    if (!yaml.contains(name)) {
      return Stream.empty();
    }
    try {
      return Yaml.parse(yaml, file).stream()
          .filter(each -> each.text("kind").filter("Secret"::equals).isPresent())
          .filter(each -> each.text("metadata.name").filter(name::equals).isPresent());
    } catch (YamlProblem broken) {
      // The reader of the repository names it.
      return Stream.empty();
    }
  }

  /** As it is meant: without the encoding that {@code data} wants. */
  private static Optional<String> entry(YamlNode secret, String key) {
    for (String part : List.of("stringData", "data")) {
      Optional<String> text =
          secret
              .at(part)
              .filter(MapNode.class::isInstance)
              .flatMap(map -> ((MapNode) map).get(key))
              .filter(ScalarNode.class::isInstance)
              .map(scalar -> ((ScalarNode) scalar).text().strip());
      if (text.isPresent()) {
        return part.equals("data") && !text.get().contains("op://") ? decoded(text.get()) : text;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> decoded(String base64) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(base64);
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException sealed) {
      return Optional.empty();
    }
  }
}
