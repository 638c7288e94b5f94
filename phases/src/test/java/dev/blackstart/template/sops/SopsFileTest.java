package dev.blackstart.template.sops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files the real sops encrypted, decrypted by us. */
class SopsFileTest {
  private static final String SECRET =
      """
      # who reads this
      apiVersion: v1
      kind: Secret
      metadata:
        name: database
        labels: {app: "yes", version: "1.20"}
      type: Opaque
      stringData:
        password: correct horse ${BATTERY}
        empty: ""
        pem: |
          -----BEGIN KEY-----
          abc
          -----END KEY-----
        umlaut: "gr\\u00fc\\u00df \\U0001F600"
        looks: "0644"
        # encrypted as well
        list: [one, two, {deep: three}]
        port: 5432
        octal: 0644
        ratio: 0.25
        large: 1e21
        on: true
        nothing: null
        plain_unencrypted: visible
      """;

  @TempDir private Path folder;
  private RealSops sops;
  private byte[] key;
  private AgeKeys keys;

  @BeforeEach
  void aKey() throws IOException, InterruptedException {
    sops = RealSops.in(folder);
    key = sops.key();
    keys = AgeKeys.parse(key);
  }

  private String recipient() {
    return keys.recipients().getFirst();
  }

  private static Object read(String yaml) {
    return Yaml.parse(yaml, "a.yaml").stream().map(Reading.TALOS::read).toList();
  }

  private String opened(String text) {
    return SopsFile.parse(text, "a").orElseThrow().decrypt(keys);
  }

  private SopsProblem.Kind refusal(String text) {
    return assertThrows(SopsProblem.class, () -> opened(text)).kind();
  }

  @Test
  void aKeyFileTellsItsRecipient() {
    assertTrue(new String(key).contains("# public key: " + recipient()));
    assertFalse(keys.toString().contains("SECRET"), keys.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--encrypted-regex ^(data|stringData)$",
        "--unencrypted-regex ^(apiVersion|kind|metadata|type)$",
        "--encrypted-suffix Data",
        "--unencrypted-suffix _plain",
        "--mac-only-encrypted --encrypted-regex ^stringData$",
      })
  void yamlIsWhatItWas(String options) throws IOException, InterruptedException {
    String[] words = options.isEmpty() ? new String[0] : options.split(" ");
    String text = sops.encrypted("a.yaml", SECRET, recipient(), words);

    assertFalse(text.contains("correct horse"));
    assertEquals(read(SECRET), read(opened(text)));
  }

  @Test
  void timesThatAreNotEncryptedAreSealedAsSopsReadsThem() throws Exception {
    String yaml =
        "day: 2001-12-14\nmoment: 2001-12-14t21:59:43.10-05:00\nspaced: 2001-1-2 3:04:05\n"
            + "quoted: \"2001-12-14\"\nnone: 2001-13-45\nsecret: x\n";
    String text = sops.encrypted("a.yaml", yaml, recipient(), "--encrypted-regex", "^secret$");

    assertTrue(opened(text).contains("2001-12-14T21:59:43.1-05:00"), opened(text));
  }

  @Test
  void mergeKeysAreReadOrLeftToTheProgram() throws Exception {
    String merged = "a: &a {b: c}\nd:\n  <<: *a\n  secret: x\n";
    assertEquals(
        read(merged),
        read(
            opened(sops.encrypted("a.yaml", merged, recipient(), "--encrypted-regex", "^secret"))));

    assertEquals(SopsProblem.Kind.PROGRAM, refusal(sops.encrypted("a.yaml", merged, recipient())));
  }

  @Test
  void severalDocumentsHaveOneSeal() throws IOException, InterruptedException {
    String two = "a: one\nb: {c: [1, two]}\n---\nd: three\n";
    String text = sops.encrypted("a.yaml", two, recipient());

    assertEquals(read(two), read(opened(text)));
    String other = sops.encrypted("a.yaml", two.replace("three", "four"), recipient());
    String mixed = text.split("(?m)^---$")[0] + "---" + other.split("(?m)^---$")[1];
    assertEquals(SopsProblem.Kind.CHANGED, refusal(mixed));
  }

  @Test
  void jsonDotenvAndAnythingElseAreReadToo() throws IOException, InterruptedException {
    String json = "{\"a\": \"x\", \"n\": [1, 2.5, true, null, \"\"], \"o\": {\"p\": \"q\\n\"}}";
    assertEquals(read(json), read(opened(sops.encrypted("a.json", json, recipient()))));

    String dotenv = "# note\nUSER=admin\nPASSWORD=a=b c\nEMPTY=\n";
    assertEquals(
        "USER=admin\nPASSWORD=a=b c\nEMPTY=\n",
        opened(sops.encrypted("a.env", dotenv, recipient())));

    String any = "AGE-KEY\n\tany text: {not yaml\n";
    assertEquals(any, opened(sops.encrypted("age.key", any, recipient())));
  }

  @Test
  void oneOfSeveralRecipientsIsEnough() throws IOException, InterruptedException {
    String other = AgeKeys.parse(sops.key()).recipients().getFirst();
    String text = sops.encrypted("a.yaml", SECRET, other + "," + recipient());

    assertEquals(read(SECRET), read(opened(text)));
    assertEquals(List.of(other, recipient()), SopsFile.parse(text, "a").orElseThrow().recipients());
  }

  @Test
  void aForeignKeyIsRefusedWithTheRecipients() throws IOException, InterruptedException {
    AgeKeys foreign = AgeKeys.parse(sops.key());
    SopsFile file =
        SopsFile.parse(sops.encrypted("a.yaml", SECRET, recipient()), "a").orElseThrow();

    SopsProblem problem = assertThrows(SopsProblem.class, () -> file.decrypt(foreign));
    assertEquals(SopsProblem.Kind.NO_KEY, problem.kind());
    assertEquals(
        "it is encrypted for "
            + recipient()
            + "; the keys at hand are of "
            + foreign.recipients().getFirst(),
        problem.getMessage());
    assertEquals(
        "it is encrypted for " + recipient() + "; no age key is at hand",
        assertThrows(SopsProblem.class, () -> file.decrypt(AgeKeys.NONE)).getMessage());
  }

  @Test
  void whatWasChangedIsRefusedByBoth() throws IOException, InterruptedException {
    String text = sops.encrypted("a.yaml", SECRET, recipient(), "--encrypted-regex", "Data$");

    String renamed = text.replace("name: database", "name: other");
    assertEquals(SopsProblem.Kind.CHANGED, refusal(renamed));
    assertTrue(sops.decrypted("a.yaml", renamed, key, 51).contains("MAC mismatch"));

    String moved = text.replace("    password: ENC", "    passphrase: ENC");
    assertEquals(SopsProblem.Kind.CHANGED, refusal(moved));
    sops.decrypted("a.yaml", moved, key, 25);

    String removed = text.replaceAll("(?m)^    port: ENC.*\n", "");
    assertEquals(SopsProblem.Kind.CHANGED, refusal(removed));

    String later = text.replaceAll("lastmodified: \"20..", "lastmodified: \"2001");
    assertEquals(SopsProblem.Kind.CHANGED, refusal(later));
  }

  @Test
  void noMessageTellsAValue() throws IOException, InterruptedException {
    String text = sops.encrypted("a.yaml", "password: canary-value\n", recipient());
    String changed = text.replaceFirst("data:..", "data:AA");

    SopsProblem problem = assertThrows(SopsProblem.class, () -> opened(changed));

    assertFalse(problem.toString().contains("canary"), problem.toString());
    SopsFile file = SopsFile.parse(text, "a").orElseThrow();
    assertEquals("sops YAML for [" + recipient() + "]", file.toString());
  }

  @Test
  void postQuantumKeysAreLeftToTheProgram() throws IOException, InterruptedException {
    AgeKeys quantum = AgeKeys.parse(sops.key("-pq"));

    assertTrue(quantum.isEmpty());
    assertTrue(quantum.hasOthers());
  }

  @Test
  void sharedKeysAreLeftToTheProgram() throws IOException, InterruptedException {
    String text = sops.encrypted("a.yaml", "a: b\n", recipient());
    String shared = text.replaceFirst("(?m)^( +)age:", "$1key_groups: [{}, {}]\n$1age:");

    assertEquals(SopsProblem.Kind.PROGRAM, refusal(shared));
  }

  @Test
  void anObjectIsReadWithoutItsSealAsFluxDoes() throws IOException, InterruptedException {
    String text = sops.encrypted("a.yaml", SECRET, recipient(), "--encrypted-regex", "Data$");
    @SuppressWarnings("unchecked")
    Map<String, Object> object =
        (Map<String, Object>) Reading.TALOS.read(Yaml.document(text, "a.yaml"));
    object.put("namespaceOfTheBuild", "default");

    Map<String, Object> opened = SopsFile.decryptObject(object, keys).orElseThrow();

    assertEquals("default", opened.remove("namespaceOfTheBuild"));
    assertEquals(read(SECRET), List.of(opened));
  }

  @Test
  void standInsTakeThePlaceOfEncryptedValuesOnly() throws IOException, InterruptedException {
    String text =
        sops.encrypted(
            "a.yaml",
            "kind: Secret\ndata: {a: x, b: [y, z]}\n",
            recipient(),
            "--encrypted-regex",
            "^data$");

    assertEquals(
        read("kind: Secret\ndata: {a: 0 data/a, b: [0 data/b, 0 data/b]}\n"),
        read(
            SopsFile.parse(text, "a")
                .orElseThrow()
                .replaced((number, path) -> number + " " + path)));
  }
}
