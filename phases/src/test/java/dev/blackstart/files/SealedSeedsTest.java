package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.FluxSource;
import dev.blackstart.cluster.Seed;
import dev.blackstart.template.sops.AgeKeys;
import dev.blackstart.template.sops.RealSops;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Manifests.Sealed;
import dev.blackstart.world.SecretKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seeds and a Flux tree the real sops encrypted. */
class SealedSeedsTest {
  private static final String CANARY = "canary-5f2c9a";

  @TempDir private Path folder;
  private Path repository;
  private RealSops sops;
  private byte[] key;
  private String recipient;
  private final Redaction redaction = new Redaction();

  @BeforeEach
  void aKeyAndARepository() throws IOException, InterruptedException {
    sops = RealSops.in(Files.createDirectories(folder.resolve("sops")));
    key = sops.key();
    recipient = AgeKeys.parse(key).recipients().getFirst();
    repository = Files.createDirectories(folder.resolve("repository"));
  }

  private String sealed(String yaml) throws IOException, InterruptedException {
    return sops.encrypted(
        "a.sops.yaml", yaml, recipient, "--encrypted-regex", "^(data|stringData)$");
  }

  private String keySeed(byte[] agekey) {
    return "apiVersion: v1\nkind: Secret\nmetadata: {name: sops-age, namespace: flux-system}\n"
        + "data: {age.agekey: "
        + Base64.getEncoder().encodeToString(agekey)
        + "}\n";
  }

  private static String madeUp(SecretKind kind) {
    String text = "made up as " + kind;
    return kind == SecretKind.OPAQUE_BASE64
        ? Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
        : text;
  }

  private OperatorKeys operator(Map<String, String> env) {
    return new OperatorKeys(env, repository);
  }

  private OperatorKeys withKey() {
    return operator(Map.of("SOPS_AGE_KEY", new String(key, StandardCharsets.UTF_8)));
  }

  private SealedTexts live(OperatorKeys keys) {
    return SealedTexts.opened(
        keys, new SopsProgram("no-such-sops", repository, keys, Runnable::run), redaction);
  }

  private RepositoryManifests manifests(SealedTexts sealed, String... seeds) {
    ClusterSpec spec =
        new ClusterSpec(
            "infra",
            repository,
            new ClusterSpec.Family("none", "helmfile"),
            List.of(),
            Map.of(),
            List.of(seeds).stream().map(yaml -> new Seed("bootstrap/a.sops.yaml", yaml)).toList(),
            List.of(),
            List.of(),
            Optional.of(new FluxSource("kubernetes/flux", "flux-system")),
            Map.of(),
            List.of(),
            ClusterSpec.Particulars.NONE);
    return new RepositoryManifests(
        spec,
        SealedSeedsTest::madeUp,
        sealed,
        new CrdFiles(repository, List.of(), Optional.empty()),
        new SystemTimeSource());
  }

  private static Map<String, String> madeUp(Map<String, SecretKind> references) {
    Map<String, String> values = new LinkedHashMap<>();
    references.forEach((reference, kind) -> values.put(reference, madeUp(kind)));
    return values;
  }

  @Test
  void seedsAreAppliedDecryptedAndTheirValuesRedacted() throws Exception {
    String yaml =
        "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {token: " + CANARY + "}\n";

    List<KubeObject> seeds = manifests(live(withKey()), sealed(yaml)).seeds();

    assertEquals(CANARY, seeds.getFirst().text("stringData", "token"));
    assertTrue(seeds.getFirst().at("sops").isEmpty());
    String base64 = Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8));
    assertEquals("a [redacted] b [redacted]", redaction.apply("a " + CANARY + " b " + base64));
  }

  @Test
  void theKeyIsFoundWhereSopsAndTheFieldKeepIt() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home/.config/sops/age"));
    Path file = Files.write(home.resolve("keys.txt"), key);
    assertEquals(List.of(recipient), withKey().read().recipients());
    assertEquals(
        List.of(recipient),
        operator(Map.of("SOPS_AGE_KEY_FILE", file.toString())).read().recipients());
    assertEquals(
        List.of(recipient),
        operator(Map.of("HOME", folder.resolve("home").toString())).read().recipients());
    assertEquals(
        List.of(recipient),
        operator(Map.of("XDG_CONFIG_HOME", folder.resolve("home/.config").toString()))
            .read()
            .recipients());
    assertTrue(operator(Map.of()).read().isEmpty());
    Files.write(repository.resolve("age.key"), key);
    assertEquals(List.of(recipient), operator(Map.of()).read().recipients());
  }

  @Test
  void withoutTheKeyALiveRunNamesFileAndRecipients() throws Exception {
    String text = sealed("apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {a: eA==}\n");

    Failure failure =
        assertThrows(Failure.class, () -> manifests(live(operator(Map.of())), text).seeds());

    assertEquals(
        "bootstrap/a.sops.yaml: it is encrypted for " + recipient + "; no age key is at hand",
        failure.what());
    assertTrue(failure.remedy().contains("SOPS_AGE_KEY_FILE"), failure.remedy());
  }

  @Test
  void withoutTheKeyARehearsalMakesValuesUpByTheirFields() throws Exception {
    String text =
        sealed(
            "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n"
                + "stringData: {tls.crt: x, token: y}\ndata: {a: eA==}\n");

    KubeObject seed =
        manifests(SealedTexts.openedOrMadeUp(operator(Map.of()), redaction), text)
            .seeds()
            .getFirst();

    assertEquals("made up as TLS_CERTIFICATE", seed.text("stringData", "tls.crt"));
    assertEquals("made up as OPAQUE", seed.text("stringData", "token"));
    assertEquals(madeUp(SecretKind.OPAQUE_BASE64), seed.text("data", "a"));
  }

  @Test
  void whatWasChangedIsNotMadeUpButRefused() throws Exception {
    String text =
        sealed(
                "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {a: "
                    + CANARY
                    + "}\n")
            .replace("name: s", "name: t");

    Failure failure =
        assertThrows(
            Failure.class,
            () -> manifests(SealedTexts.openedOrMadeUp(withKey(), redaction), text).seeds());

    assertTrue(failure.what().contains("MAC mismatch"), failure.what());
    assertFalse(failure.toString().contains(CANARY));
  }

  @Test
  void theProgramOpensWhatPostQuantumKeysSeal() throws Exception {
    byte[] quantum = sops.key("-pq");
    String name =
        new String(quantum, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.contains("public key: "))
            .map(line -> line.substring(line.indexOf("age1")))
            .findFirst()
            .orElseThrow();
    String text = sops.encrypted("a.sops.yaml", "a: " + CANARY + "\n", name);
    Files.createDirectories(repository.resolve("bootstrap"));
    Files.writeString(repository.resolve("bootstrap/a.sops.yaml"), text);
    Files.write(repository.resolve("age.key"), quantum);
    OperatorKeys keys = operator(Map.of());
    String program = Path.of(System.getenv("KUBEBUILDER_ASSETS"), "sops").toString();

    SealedTexts sealed =
        SealedTexts.opened(
            keys,
            new SopsProgram(program, repository, keys, task -> new Thread(task).start()),
            redaction);

    assertEquals("a: " + CANARY + "\n", sealed.open(text, "bootstrap/a.sops.yaml"));
    assertEquals("[redacted]", redaction.apply(CANARY));
    assertEquals(
        "bootstrap/a.sops.yaml: only the program sops can decrypt it, and that cannot be started",
        assertThrows(Failure.class, () -> live(keys).open(text, "bootstrap/a.sops.yaml")).what());
  }

  @Test
  void theTreeOfFluxIsTriedWithTheSeededKey() throws Exception {
    Path apps = Files.createDirectories(repository.resolve("kubernetes/apps/a"));
    Files.createDirectories(repository.resolve("kubernetes/flux"));
    byte[] other = sops.key();
    String yaml = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {a: eA==}\n";
    Files.writeString(apps.resolve("secret.sops.yaml"), sealed(yaml));
    Files.writeString(apps.resolve("plain.yaml"), yaml);

    assertEquals(List.of(), manifests(live(withKey()), keySeed(key)).sealedForFlux());

    List<Sealed> wrong = manifests(live(withKey()), keySeed(other)).sealedForFlux();
    assertEquals(1, wrong.size());
    assertEquals("kubernetes/apps/a/secret.sops.yaml", wrong.getFirst().at());
    assertEquals(
        "Flux cannot decrypt it with the seeded key (Secret flux-system/sops-age, age.agekey): it"
            + " is encrypted for "
            + recipient
            + "; the seeded key is of "
            + AgeKeys.parse(other).recipients().getFirst(),
        wrong.getFirst().what());

    Files.writeString(apps.resolve("second.sops.yaml"), sealed(yaml));
    List<Sealed> none = manifests(live(withKey())).sealedForFlux();
    assertEquals(1, none.size());
    assertTrue(
        none.getFirst().what().endsWith("(and 1 file more), and no seed holds a key for Flux"),
        none.toString());
  }

  @Test
  void aKeyThatWasMadeUpIsNotTried() throws Exception {
    Path apps = Files.createDirectories(repository.resolve("kubernetes/flux"));
    Files.writeString(apps.resolve("s.sops.yaml"), sealed("a: b\ndata: {a: eA==}\n"));
    String seed =
        "apiVersion: v1\nkind: Secret\nmetadata: {name: sops-age, namespace: flux-system}\n"
            + "stringData: {age.agekey: op://homelab/sops/key}\n";

    SealedTexts rehearsed = SealedTexts.openedOrMadeUp(operator(Map.of()), redaction);

    assertEquals(List.of(), manifests(rehearsed, seed).sealedForFlux());
  }

  @Test
  void noTextOfOursTellsAKey() {
    String secret = new String(key, StandardCharsets.UTF_8).lines().toList().getLast();
    AgeKeys keys = withKey().read();

    assertTrue(secret.startsWith("AGE-SECRET-KEY-1"));
    for (Object told : List.of(keys, withKey(), live(withKey()))) {
      assertFalse(told.toString().contains(secret), told.toString());
    }
  }
}
