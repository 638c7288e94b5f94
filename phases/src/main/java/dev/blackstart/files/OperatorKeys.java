package dev.blackstart.files;

import dev.blackstart.template.sops.AgeKeys;
import dev.blackstart.template.yaml.InputFile;
import dev.blackstart.template.yaml.YamlProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The age keys of whoever runs this: where sops itself looks for them (sops README, "Encrypting
 * using age"), and the file {@code age.key} that repositories of this field keep unversioned.
 */
public final class OperatorKeys {
  private final Map<String, String> env;
  private final Path repository;

  /**
   * @param env the environment, for SOPS_AGE_KEY, SOPS_AGE_KEY_FILE, XDG_CONFIG_HOME and HOME
   */
  public OperatorKeys(Map<String, String> env, Path repository) {
    this.env = Map.copyOf(env);
    this.repository = repository;
  }

  /** All keys that are at hand. */
  public AgeKeys read() {
    AgeKeys keys = AgeKeys.NONE;
    if (env.containsKey("SOPS_AGE_KEY")) {
      keys = parsed(env.get("SOPS_AGE_KEY").getBytes(StandardCharsets.UTF_8));
    }
    for (Path file : files()) {
      try {
        keys = keys.and(parsed(InputFile.bytes(file, file.getFileName().toString())));
      } catch (IOException | YamlProblem unreadable) {
        // As if it were not there: what it would open is then named with its recipients.
      }
    }
    return keys;
  }

  /**
   * The secret key of a recipient as it stands in its file, to be handed on to whoever decrypts in
   * the cluster; empty when it is not at hand.
   */
  public Optional<String> secretOf(String recipient) {
    List<String> texts = new ArrayList<>();
    named("SOPS_AGE_KEY").ifPresent(texts::add);
    for (Path file : files()) {
      try {
        texts.add(InputFile.text(file, file.getFileName().toString()));
      } catch (IOException | YamlProblem unreadable) {
        // As if it were not there.
      }
    }
    return texts.stream()
        .flatMap(String::lines)
        .map(String::strip)
        .filter(line -> line.startsWith("AGE-SECRET-KEY-"))
        .filter(
            line -> parsed(line.getBytes(StandardCharsets.UTF_8)).recipients().contains(recipient))
        .findFirst();
  }

  private static AgeKeys parsed(byte[] text) {
    try {
      return AgeKeys.parse(text);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /** The key files that are there, the operator's own first. */
  Set<Path> files() {
    Set<Path> files = new LinkedHashSet<>();
    named("SOPS_AGE_KEY_FILE").map(repository::resolve).ifPresent(files::add);
    named("XDG_CONFIG_HOME").ifPresent(folder -> files.add(Path.of(folder, "sops/age/keys.txt")));
    named("HOME")
        .ifPresent(
            home -> {
              files.add(Path.of(home, ".config/sops/age/keys.txt"));
              files.add(Path.of(home, "Library/Application Support/sops/age/keys.txt"));
            });
    files.add(repository.resolve("age.key"));
    files.removeIf(file -> !Files.isRegularFile(file));
    return files;
  }

  private Optional<String> named(String variable) {
    return Optional.ofNullable(env.get(variable)).filter(value -> !value.isBlank());
  }
}
