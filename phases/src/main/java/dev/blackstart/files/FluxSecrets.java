package dev.blackstart.files;

import dev.blackstart.cluster.FluxSource;
import dev.blackstart.template.sops.AgeKeys;
import dev.blackstart.template.sops.SopsFile;
import dev.blackstart.template.sops.SopsProblem;
import dev.blackstart.template.yaml.InputFile;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Manifests.Sealed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Decrypts for a test, with the very key that is seeded, all files Flux will have to decrypt. */
final class FluxSecrets {
  private static final int DEEPEST = 16;
  private static final int MOST = 20_000;
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json", ".env", ".key");

  private final Path repository;
  private final FluxSource flux;
  private final SealedTexts sealed;

  FluxSecrets(Path repository, FluxSource flux, SealedTexts sealed) {
    this.repository = repository;
    this.flux = flux;
    this.sealed = sealed;
  }

  /**
   * @param seeds the objects that are applied before Flux
   */
  List<Sealed> look(List<KubeObject> seeds) {
    Map<String, SopsFile> files = files();
    Optional<SeededKey> key = seededKey(seeds);
    if (files.isEmpty() || key.filter(SeededKey::isUntestable).isPresent()) {
      return List.of();
    }
    if (key.isEmpty()) {
      Map.Entry<String, SopsFile> first = files.entrySet().iterator().next();
      return List.of(
          new Sealed(
              first.getKey(),
              "it is encrypted for "
                  + String.join(", ", first.getValue().recipients())
                  + others(files.size() - 1)
                  + ", and no seed holds a key for Flux",
              "seed it: the Secret sops-age in " + flux.namespace() + " with the key age.agekey"));
    }
    return unopened(files, key.get());
  }

  private List<Sealed> unopened(Map<String, SopsFile> files, SeededKey key) {
    Map<String, List<String>> byProblem = new LinkedHashMap<>();
    files.forEach(
        (file, sops) -> {
          try {
            sops.decrypt(key.keys());
          } catch (SopsProblem problem) {
            // What takes the program may well be opened by Flux itself.
            if (problem.kind() != SopsProblem.Kind.PROGRAM) {
              byProblem.computeIfAbsent(problem.getMessage(), what -> new ArrayList<>()).add(file);
            }
          }
        });
    List<Sealed> found = new ArrayList<>();
    byProblem.forEach(
        (what, where) ->
            found.add(
                new Sealed(
                    where.getFirst(),
                    "Flux cannot decrypt it with the seeded key ("
                        + key.name()
                        + "): "
                        + what.replace("the keys at hand are of", "the seeded key is of")
                        + others(where.size() - 1),
                    "encrypt it for the seeded key: sops updatekeys " + where.getFirst())));
    return found;
  }

  private static String others(int more) {
    return more == 0 ? "" : " (and " + more + (more == 1 ? " file more)" : " files more)");
  }

  /**
   * What Flux is given to decrypt with.
   *
   * @param name the Secret and its key
   */
  private record SeededKey(String name, AgeKeys keys, boolean isUntestable) {}

  /** As Flux finds it: every {@code .agekey} of a Secret (Flux docs, "Decryption"). */
  private Optional<SeededKey> seededKey(List<KubeObject> seeds) {
    Optional<SeededKey> found = Optional.empty();
    for (KubeObject seed : seeds) {
      if (!seed.kind().equals("Secret")) {
        continue;
      }
      for (String part : List.of("data", "stringData")) {
        Map<?, ?> fields = seed.at(part).orElse(null) instanceof Map<?, ?> map ? map : Map.of();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
          String name = String.valueOf(field.getKey());
          if (name.endsWith(".agekey")) {
            AgeKeys keys = keys(String.valueOf(field.getValue()), part.equals("data"));
            AgeKeys all = found.map(SeededKey::keys).orElse(AgeKeys.NONE).and(keys);
            boolean untestable = all.isEmpty() && (all.hasOthers() || sealed.mayMakeUp());
            String place = "Secret " + seed.namespace() + "/" + seed.name() + ", " + name;
            found = Optional.of(new SeededKey(place, all, untestable));
          } else if (name.endsWith(".asc") || name.startsWith("sops.")) {
            String place = "Secret " + seed.namespace() + "/" + seed.name() + ", " + name;
            return Optional.of(new SeededKey(place, AgeKeys.NONE, true));
          }
        }
      }
    }
    return found;
  }

  private static AgeKeys keys(String value, boolean base64) {
    try {
      return AgeKeys.parse(
          base64
              ? Base64.getDecoder().decode(value.replaceAll("\\s", ""))
              : value.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return AgeKeys.NONE;
    }
  }

  /** What sops encrypted beside and below Flux's folder, without what is of other clusters. */
  private Map<String, SopsFile> files() {
    Path path = Path.of(flux.path()).normalize();
    Path top =
        path.getNameCount() > 1 ? repository.resolve(path.getName(0)) : repository.resolve(path);
    Map<String, SopsFile> files = new LinkedHashMap<>();
    try (Stream<Path> all = Files.walk(top, DEEPEST)) {
      all.filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith))
          .limit(MOST)
          .filter(Files::isRegularFile)
          .map(repository::relativize)
          .filter(file -> !isOfAnotherCluster(file, path))
          .sorted()
          .forEach(file -> sealedFile(file).ifPresent(sops -> files.put(file.toString(), sops)));
    } catch (IOException | java.io.UncheckedIOException unreadable) {
      // A folder that is not there is a finding of its own.
    }
    return files;
  }

  private static boolean isOfAnotherCluster(Path file, Path flux) {
    for (int i = 0; i + 1 < Math.min(file.getNameCount(), flux.getNameCount()); i++) {
      if (file.getName(i).toString().equals("clusters")
          && flux.startsWith(file.subpath(0, i + 1))) {
        return !file.getName(i + 1).equals(flux.getName(i + 1));
      }
    }
    return false;
  }

  private Optional<SopsFile> sealedFile(Path file) {
    try {
      String text = InputFile.text(repository.resolve(file), file.toString());
      return SopsFile.parse(text, file.toString());
    } catch (IOException | YamlProblem unreadable) {
      return Optional.empty();
    }
  }
}
