package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.FileReference;
import dev.blackstart.repository.Texts;
import dev.blackstart.world.Failure;
import dev.blackstart.world.SecretKind;
import dev.blackstart.world.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that lie in files of the repository. */
class RepositorySecretsTest {
  private static final String FILE = "talos/my secrets.yaml";
  private static final String TOKEN = new FileReference(FILE, "trustdinfo.token").text();
  private static final String ID = new FileReference(FILE, "cluster.id").text();

  @TempDir Path folder;
  private final Redaction redaction = new Redaction();

  /** Makes up everything it is asked for. */
  private static final SecretStore MADE_UP =
      references -> {
        Map<String, String> values = new LinkedHashMap<>();
        references.forEach((reference, kind) -> values.put(reference, "made up " + kind));
        return values;
      };

  @Test
  void aReferenceKeepsItsFileAndKey() {
    assertEquals(Optional.of(new FileReference(FILE, "trustdinfo.token")), FileReference.of(TOKEN));
    assertEquals(Optional.empty(), FileReference.of("op://lab/talos/TOKEN"));
  }

  @Test
  void aValueThatStandsInTheOpenIsTakenAndHidden() throws IOException {
    with("trustdinfo: {token: abcdef.0123456789abcdef}\ncluster: {id: aWQ=}\n");

    assertEquals("abcdef.0123456789abcdef", live().resolve(wanted(TOKEN)).get(TOKEN));
    assertFalse(redaction.apply("it is abcdef.0123456789abcdef").contains("abcdef"));
  }

  @Test
  void aRehearsalMakesUpAFileThatIsNotThereAndOneThatCannotBeOpenedWhole() throws IOException {
    assertEquals("made up OPAQUE", rehearsed().resolve(wanted(TOKEN)).get(TOKEN));

    with(
        "trustdinfo: {token: \"ENC[AES256_GCM,data:eA==,iv:eA==,tag:eA==,type:str]\"}\n"
            + "cluster: {id: aWQ=}\n"
            + "sops:\n"
            + "  mac: ENC[x]\n"
            + "  lastmodified: \"2026-08-22T02:08:18Z\"\n"
            + "  version: 3.11.0\n"
            + "  age: [{recipient: age1frhtpr8u3u99pvcuq5mjevxdq9agjfpkd8fjtnpj9qymzh5v845q53f37d,"
            + " enc: x}]\n");

    assertEquals(
        Map.of(TOKEN, "made up OPAQUE", ID, "made up OPAQUE"),
        rehearsed().resolve(wanted(TOKEN, ID)));
  }

  @Test
  void whatIsMissingIsNamedAndNoValueIsTold() throws IOException {
    assertEquals(FILE + " cannot be read", failure(TOKEN));

    with("cluster: {id: aWQ=}\ntrustdinfo: {token: ''}\n");
    assertEquals(FILE + ": trustdinfo.token is missing", failure(TOKEN));

    with("cluster: {id: aWQ=\n");
    assertTrue(failure(TOKEN).startsWith(FILE + ":"), failure(TOKEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside.yaml", "/etc/hostname", "link.yaml", "a\0b"})
  void aReferenceLeadsNowhereOutside(String file) throws IOException {
    Path outside = folder.resolve("outside.yaml");
    Files.writeString(outside, "a: secret\n");
    Files.createDirectories(folder.resolve("repository"));
    Files.createSymbolicLink(folder.resolve("repository/link.yaml"), outside);

    assertTrue(
        failure(new FileReference(file, "a").text()).contains("no file of the repository"),
        failure(new FileReference(file, "a").text()));
  }

  private void with(String text) throws IOException {
    new Texts(folder.resolve("repository")).with(FILE, text);
  }

  private static Map<String, SecretKind> wanted(String... references) {
    Map<String, SecretKind> wanted = new LinkedHashMap<>();
    for (String reference : references) {
      wanted.put(reference, SecretKind.OPAQUE);
    }
    return wanted;
  }

  private String failure(String reference) {
    return assertThrows(Failure.class, () -> live().resolve(wanted(reference))).what();
  }

  private RepositorySecrets live() {
    OperatorKeys keys = new OperatorKeys(Map.of(), root());
    SopsProgram none = new SopsProgram("no-such-sops", root(), keys, Runnable::run);
    return new RepositorySecrets(root(), SealedTexts.opened(keys, none, redaction), MADE_UP);
  }

  private RepositorySecrets rehearsed() {
    OperatorKeys keys = new OperatorKeys(Map.of(), root());
    return new RepositorySecrets(root(), SealedTexts.openedOrMadeUp(keys, redaction), MADE_UP);
  }

  private Path root() {
    return folder.resolve("repository");
  }
}
