package dev.blackstart.files;

import dev.blackstart.cluster.FileReference;
import dev.blackstart.machineconfig.document.SecretReference;
import dev.blackstart.template.yaml.InputFile;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.Failure;
import dev.blackstart.world.SecretKind;
import dev.blackstart.world.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets that lie in files of the repository, opened when they are wanted; all others are asked of
 * another store. Where stand-ins may be used, a file that is not there, or cannot be opened whole,
 * is made up whole: half of a bundle would fit nothing.
 */
final class RepositorySecrets implements SecretStore {
  private final Path repository;
  private final SealedTexts sealed;
  private final SecretStore others;

  RepositorySecrets(Path repository, SealedTexts sealed, SecretStore others) {
    this.repository = repository;
    this.sealed = sealed;
    this.others = others;
  }

  @Override
  public Map<String, String> resolve(Map<String, SecretKind> references) {
    Map<String, Map<String, FileReference>> byFile = new LinkedHashMap<>();
    Map<String, SecretKind> elsewhere = new LinkedHashMap<>();
    references.forEach(
        (text, kind) ->
            FileReference.of(text)
                .ifPresentOrElse(
                    reference ->
                        byFile
                            .computeIfAbsent(reference.file(), file -> new LinkedHashMap<>())
                            .put(text, reference),
                    () -> elsewhere.put(text, kind)));
    Map<String, String> values = new LinkedHashMap<>();
    byFile.forEach(
        (file, wanted) ->
            values(file, wanted)
                .ifPresentOrElse(
                    values::putAll,
                    () ->
                        wanted
                            .keySet()
                            .forEach(text -> elsewhere.put(text, references.get(text)))));
    if (!elsewhere.isEmpty()) {
      values.putAll(others.resolve(elsewhere));
    }
    return values;
  }

  /** The values of one file; empty when all of them are to be made up. */
  private Optional<Map<String, String>> values(String file, Map<String, FileReference> wanted) {
    Path path = inside(file);
    if (!Files.isRegularFile(path) && sealed.mayMakeUp()) {
      return Optional.empty();
    }
    YamlNode content = content(path, file);
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, FileReference> each : wanted.entrySet()) {
      String key = each.getValue().key();
      String value =
          content
              .text(key)
              .filter(text -> !text.isBlank())
              .orElseThrow(
                  () ->
                      new Failure(
                          Failure.Kind.INPUT,
                          file + ": " + key + " is missing",
                          "restore the file; talosctl gen secrets shows what it holds"));
      if (SecretReference.isIn(value) && sealed.mayMakeUp()) {
        return Optional.empty();
      }
      values.put(each.getKey(), value);
    }
    values.values().forEach(sealed::hide);
    return Optional.of(values);
  }

  /** References are texts, and anyone can write one that leads elsewhere. */
  private Path inside(String file) {
    try {
      Path path = repository.resolve(file).normalize();
      boolean inside =
          path.startsWith(repository.normalize())
              && (!Files.exists(path) || path.toRealPath().startsWith(repository.toRealPath()));
      if (inside) {
        return path;
      }
    } catch (IOException | InvalidPathException unreadable) {
      // As if it led out: it leads nowhere that can be read.
    }
    throw new Failure(
        Failure.Kind.INPUT,
        "a secret is referred to in " + file + ", which is no file of the repository",
        "move the file into the repository");
  }

  private YamlNode content(Path path, String file) {
    try {
      return Yaml.document(sealed.open(InputFile.text(path, file), file), file);
    } catch (IOException unreadable) {
      throw new Failure(
          Failure.Kind.INPUT,
          file + " cannot be read",
          "add the file, or try with --secrets generated",
          unreadable);
    } catch (YamlProblem problem) {
      throw new Failure(
          Failure.Kind.INPUT,
          problem.mark() + ": " + problem.what(),
          "correct the YAML of the file",
          problem);
    }
  }
}
