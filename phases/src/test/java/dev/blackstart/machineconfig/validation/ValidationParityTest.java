package dev.blackstart.machineconfig.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.machineconfig.document.ConfigProblem;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.document.Patch;
import dev.blackstart.machineconfig.document.RefusedConfig;
import dev.blackstart.machineconfig.document.Taloscheck;
import dev.blackstart.machineconfig.pki.KeyAlgorithm;
import dev.blackstart.machineconfig.secrets.GeneratedSecrets;
import dev.blackstart.machineconfig.secrets.SecretPlace;
import dev.blackstart.machineconfig.secrets.SecretPlaces;
import dev.blackstart.machineconfig.secrets.SecretValues;
import dev.blackstart.machineconfig.secrets.SecretsBundle;
import dev.blackstart.machineconfig.validation.ConfigMutations.Mutant;
import dev.blackstart.world.SecretKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds our judgement of thousands of configs, each with one thing wrong, against that of Talos's
 * own library. The files in {@code corpus} set every key there is, and are sound.
 */
class ValidationParityTest {
  private static final SecretsBundle BUNDLE =
      SecretsBundle.generate(Instant.parse("2026-11-21T10:00:00Z"), KeyAlgorithm.ECDSA_P256);

  /** How many mutants are judged; {@code -Dparity.mutants=0} takes all. */
  private static final int MOST = Integer.getInteger("parity.mutants", 1000);

  private static final long SEED = Long.getLong("parity.seed", 6);

  @TempDir Path folder;

  @Test
  void theCorpusIsSound() throws Exception {
    Map<String, String> corpus = corpus();
    corpus.forEach((name, text) -> assertEquals(List.of(), judged(text), name));
    Taloscheck taloscheck = Taloscheck.assumed();
    for (Map.Entry<String, String> each : corpus.entrySet()) {
      Path file = Files.writeString(folder.resolve(each.getKey()), each.getValue());
      Taloscheck.Verdict verdict = taloscheck.validate(file);
      assertTrue(verdict.good(), verdict.text());
    }
  }

  @Test
  void oneWrongThingIsRefusedByBothOrByNeither() throws Exception {
    Taloscheck taloscheck = Taloscheck.assumed();
    List<Mutant> mutants = new ArrayList<>();
    for (String text : corpus().values()) {
      mutants.addAll(ConfigMutations.of(text));
    }
    Collections.shuffle(mutants, new Random(SEED));
    List<Mutant> chosen = MOST > 0 ? mutants.subList(0, Math.min(MOST, mutants.size())) : mutants;
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      files.add(Files.writeString(folder.resolve(i + ".yaml"), chosen.get(i).text()));
    }
    Map<Path, String> talos = taloscheck.validateAll(files);
    List<String> differ = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      String said = talos.get(files.get(i));
      List<String> ours = judged(chosen.get(i).text());
      boolean good = said.endsWith(": ok");
      if (good != ours.isEmpty() && !(good && isOurs(chosen.get(i).change()))) {
        differ.add(
            (good ? "only we refuse " : "only Talos refuses ")
                + chosen.get(i).change()
                + ": "
                + (good ? ours : said));
      }
    }
    Collections.sort(differ);
    String dump = System.getProperty("parity.dump");
    if (dump != null) {
      Files.write(Path.of(dump), differ);
    }
    assertEquals(List.of(), differ, () -> differ.size() + " of " + chosen.size() + " differ");
  }

  /**
   * What Talos lets pass and we do not: empty items of lists, which it drops; a fraction for a
   * port; a config without the document it needs; an endpoint that is no https; an MTU of nothing.
   */
  private static boolean isOurs(String change) {
    return change.matches(
            ".*\\] = null|v1alpha1 = null|.*ports\\[\\d\\] = 1.5|.*kubespan.mtu = 0"
                + "|.*strictCgroupClassOrdering.*")
        || change.matches(
            "v1alpha1.cluster.(controlPlane|discovery.registries.service).endpoint.*");
  }

  private static List<String> judged(String text) {
    try {
      return ConfigValidation.check(MachineConfig.parse(text, "mutant")).strict().stream()
          .map(ConfigProblem::toString)
          .toList();
    } catch (RefusedConfig refused) {
      return List.of(refused.getMessage());
    }
  }

  private static Map<String, String> corpus() throws Exception {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(resource("corpus"))) {
      for (Path file : files.sorted().toList()) {
        String patch = Files.readString(file);
        Path base = resource(patch.startsWith("#worker") ? "worker.yaml" : "controlplane.yaml");
        MachineConfig config =
            MachineConfig.parse(Files.readString(base), "base")
                .patched(Patch.parse(patch, file.getFileName().toString()));
        Map<String, SecretKind> kinds = SecretPlace.kinds(SecretPlaces.in(config));
        SecretValues values = new SecretValues(new GeneratedSecrets(BUNDLE).resolve(kinds));
        texts.put(file.getFileName().toString(), values.in(config).yaml());
      }
    }
    return texts;
  }

  private static Path resource(String name) throws Exception {
    return Path.of(ValidationParityTest.class.getResource(name).toURI());
  }
}
