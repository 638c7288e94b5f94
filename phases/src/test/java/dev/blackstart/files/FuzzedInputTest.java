package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.machineconfig.ConfigMerge;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.document.Patch;
import dev.blackstart.machineconfig.document.RefusedConfig;
import dev.blackstart.machineconfig.validation.ConfigValidation;
import dev.blackstart.repository.BrokenCases;
import dev.blackstart.template.sops.AgeKeys;
import dev.blackstart.template.sops.SopsFile;
import dev.blackstart.template.sops.SopsProblem;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.Failure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damaged texts in place of what people write: only exceptions of our own, in bounded time. The
 * same seed makes the same texts; {@code -Dfuzz.rounds} and {@code -Dfuzz.seed} make others.
 */
@Timeout(60)
class FuzzedInputTest {
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1500);
  private static final long SEED = Long.getLong("fuzz.seed", 20_261_121);
  private static final Set<Class<?>> OURS =
      Set.of(YamlProblem.class, RefusedConfig.class, SopsProblem.class, Failure.class);
  private static final List<String> BITS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          "- ",
          "\n",
          "\t",
          "&a ",
          "*a",
          "<<: *a",
          "|",
          ">",
          "!!binary ",
          "---\n",
          "...\n",
          "\"",
          "'",
          "#",
          "?",
          "%",
          "@",
          "`",
          "\u0000",
          "\u0085",
          "\u2028",
          "\ud800",
          "$patch: delete",
          "null",
          "~",
          "0x",
          "1e999",
          "-",
          "op://a/b/c",
          "{{ op://",
          "ENC[AES256_GCM,",
          "sops:",
          "kind: ",
          "apiVersion: v1alpha1",
          "machine:",
          "cluster:",
          "999999999999999999999");

  @Test
  void yamlIsReadOrRefused() throws Exception {
    each(
        text ->
            Yaml.parse(text, "fuzz")
                .forEach(
                    node -> {
                      Reading.TALOS.read(node);
                      Reading.KUBERNETES.read(node);
                      Yaml.write(node);
                    }));
  }

  @Test
  void whatIsWrittenOfYamlIsReadAsTheSame() throws Exception {
    each(
        text -> {
          for (YamlNode node : Yaml.parse(text, "fuzz")) {
            Object value = Reading.KUBERNETES.read(node);
            Object again = Reading.KUBERNETES.read(Yaml.document(Yaml.write(node), "written"));
            if (!String.valueOf(value).equals(String.valueOf(again))) {
              throw new IllegalStateException(value + " became " + again);
            }
          }
        });
  }

  @Test
  void machineConfigsAreJudgedOrRefused() throws Exception {
    each(text -> ConfigValidation.check(MachineConfig.parse(text, "fuzz")).strict());
  }

  @Test
  void patchesAreMergedOrRefused() throws Exception {
    MachineConfig config =
        MachineConfig.parse("machine: {type: worker}\ncluster: {clusterName: a}\n", "base");
    each(
        text -> {
          MachineConfig merged = config.patched(Patch.parse(text, "fuzz"));
          ConfigValidation.check(merged);
          MachineConfig.parse(merged.yaml(), "merged");
        });
  }

  @Test
  void aDigestIsMadeOrRefused() throws Exception {
    each(text -> ConfigMerge.digest(text, "fuzz"));
  }

  @Test
  void encryptedFilesAreOpenedOrRefused() throws Exception {
    AgeKeys keys =
        AgeKeys.parse(
            Files.readAllBytes(BrokenCases.folder("sops-mac-mismatch").resolve("age.key")));
    String sealed =
        Files.readString(BrokenCases.folder("sops-mac-mismatch").resolve("talos/secret.sops.yaml"));
    each(
        List.of(sealed),
        text -> SopsFile.parse(text, "fuzz.sops.yaml").ifPresent(file -> file.decrypt(keys)));
    each(
        List.of(sealed),
        text ->
            SopsFile.parse(text, "fuzz.sops.yaml")
                .ifPresent(file -> file.replaced((document, path) -> "x")));
    byte[] key = Files.readAllBytes(BrokenCases.folder("age-key-wrong").resolve("age.key"));
    each(
        List.of(new String(key, StandardCharsets.UTF_8)),
        text -> AgeKeys.parse(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void each(Consumer<String> reader) throws Exception {
    List<String> seeds = new ArrayList<>();
    for (String name : BrokenCases.names()) {
      try (Stream<Path> files = Files.walk(BrokenCases.folder(name).resolve("talos"))) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          seeds.add(Files.readString(file));
        }
      }
    }
    each(seeds, reader);
  }

  private static void each(List<String> seeds, Consumer<String> reader) {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      String text = damaged(seeds.get(random.nextInt(seeds.size())), random);
      try {
        reader.accept(text);
      } catch (RuntimeException thrown) {
        assertTrue(
            OURS.contains(thrown.getClass()),
            () -> thrown + " at " + thrown.getStackTrace()[0] + " for:\n" + text);
      } catch (StackOverflowError deep) {
        throw new AssertionError("too deep for:\n" + text, deep);
      }
    }
  }

  /** A few cuts, doublings and bits of syntax where none belong. */
  private static String damaged(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(damaged.length() + 1);
      int end = Math.min(damaged.length(), at + random.nextInt(40));
      switch (random.nextInt(5)) {
        case 0 -> damaged.delete(at, end);
        case 1 -> damaged.insert(at, damaged.substring(at, end));
        case 2 -> damaged.insert(at, BITS.get(random.nextInt(BITS.size())));
        case 3 -> damaged.replace(at, end, BITS.get(random.nextInt(BITS.size())));
        default ->
            damaged.insert(at, BITS.get(random.nextInt(BITS.size())).repeat(random.nextInt(300)));
      }
    }
    return damaged.toString();
  }
}
