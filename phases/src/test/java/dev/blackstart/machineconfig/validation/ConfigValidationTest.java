package dev.blackstart.machineconfig.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.document.Patch;
import dev.blackstart.machineconfig.document.Taloscheck;
import dev.blackstart.machineconfig.pki.KeyAlgorithm;
import dev.blackstart.machineconfig.secrets.GeneratedSecrets;
import dev.blackstart.machineconfig.secrets.SecretPlace;
import dev.blackstart.machineconfig.secrets.SecretPlaces;
import dev.blackstart.machineconfig.secrets.SecretValues;
import dev.blackstart.machineconfig.secrets.SecretsBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each file in {@code cases} is a patch to {@code controlplane.yaml}, or to {@code worker.yaml}
 * when it begins with {@code #w}; {@code #!} says what is wrong then, {@code #= fine} that nothing
 * is.
 */
class ConfigValidationTest {
  private static final SecretsBundle BUNDLE =
      SecretsBundle.generate(Instant.parse("2026-11-21T10:00:00Z"), KeyAlgorithm.ECDSA_P256);

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> aConfigIsJudgedAsItsFileSays() throws Exception {
    return cases().map(file -> DynamicTest.dynamicTest(name(file), () -> check(file)));
  }

  @TestFactory
  Stream<DynamicTest> talosItselfJudgesTheSame() throws Exception {
    Taloscheck taloscheck = Taloscheck.assumed();
    return cases()
        .map(file -> DynamicTest.dynamicTest(name(file), () -> compare(taloscheck, file)));
  }

  @TestFactory
  Stream<DynamicTest> whatHasItsReferencesUnresolvedIsJudgedAlike() throws Exception {
    return cases()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    name(file),
                    () ->
                        assertEquals(
                            texts(ConfigValidation.check(resolved(patched(file)))),
                            texts(ConfigValidation.check(patched(file))))));
  }

  private static List<String> texts(Verdict verdict) {
    return verdict.strict().stream().map(problem -> problem.path() + problem.what()).toList();
  }

  private static void check(Path file) throws Exception {
    List<String> claims =
        Files.readString(file).lines().filter(line -> line.matches("#[=!] .*")).toList();
    Verdict verdict = ConfigValidation.check(patched(file));
    if (claims.equals(List.of("#= fine"))) {
      assertEquals(List.of(), verdict.strict());
      return;
    }
    assertTrue(claims.size() == 1, "one claim per case");
    String wanted = claims.getFirst().substring(3);
    assertTrue(
        verdict.strict().stream().anyMatch(problem -> problem.toString().contains(wanted)),
        () -> "\"" + wanted + "\" is not among " + verdict.strict());
  }

  private void compare(Taloscheck taloscheck, Path file) throws Exception {
    MachineConfig config = resolved(patched(file));
    Path written = Files.writeString(folder.resolve("config.yaml"), config.yaml());
    Taloscheck.Verdict talos = taloscheck.validate(written);
    boolean ours = ConfigValidation.check(config).strict().isEmpty();
    assertEquals(talos.good(), ours, talos.text() + ConfigValidation.check(config).strict());
  }

  private static MachineConfig patched(Path file) throws Exception {
    String text = Files.readString(file);
    Path base = resource(text.startsWith("#w") ? "worker.yaml" : "controlplane.yaml");
    return MachineConfig.parse(Files.readString(base), base.getFileName().toString())
        .patched(Patch.parse(text, file.getFileName().toString()));
  }

  private static MachineConfig resolved(MachineConfig config) {
    var kinds = SecretPlace.kinds(SecretPlaces.in(config));
    return new SecretValues(new GeneratedSecrets(BUNDLE).resolve(kinds)).in(config);
  }

  private static Stream<Path> cases() throws Exception {
    try (Stream<Path> files = Files.list(resource("cases"))) {
      return files.sorted().toList().stream();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".yaml", "").replace('-', ' ');
  }

  private static Path resource(String name) throws Exception {
    return Path.of(ConfigValidationTest.class.getResource(name).toURI());
  }
}
