package dev.blackstart.template.sops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files we encrypted, read by us and, where it is there, by the real sops. */
class SopsWriterTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  private final byte[] secret = AgeRecipients.newSecretKey();
  private final AgeKeys keys = AgeKeys.parse(secret.clone());
  private final AgeRecipients recipients = AgeRecipients.of(keys.recipients());

  private static Map<String, Object> document() {
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("password", "correct horse");
    inner.put("empty", "");
    inner.put("looks", "0644");
    inner.put("pem", "-----BEGIN KEY-----\nabc\n-----END KEY-----\n");
    inner.put("list", List.of("one", "yes", Map.of("deep", "grüß 😀")));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("kind", "Secret");
    root.put("stringData", inner);
    return root;
  }

  private static Object read(String yaml) {
    return Reading.TALOS.read(Yaml.document(yaml, "a.yaml"));
  }

  @Test
  void whatWeEncryptWeOpen() {
    String text = new SopsWriter(recipients).encrypt(document(), NOW);

    assertFalse(text.contains("horse") || text.contains("Secret"), text);
    assertTrue(text.contains("lastmodified: \"2026-01-02T03:04:05Z\""), text);
    assertEquals(document(), read(SopsFile.parse(text, "a.yaml").orElseThrow().decrypt(keys)));
  }

  @Test
  void onlyWhatIsAskedForIsEncrypted() {
    String text = new SopsWriter(recipients).encrypt(document(), "^(data|stringData)$", NOW);

    assertTrue(text.startsWith("kind: Secret\n"), text);
    assertEquals(document(), read(SopsFile.parse(text, "a.yaml").orElseThrow().decrypt(keys)));
  }

  @Test
  void aChangedValueIsNoticed() {
    String text = new SopsWriter(recipients).encrypt(document(), "^stringData$", NOW);

    SopsFile changed =
        SopsFile.parse(text.replace("kind: Secret", "kind: Sacred"), "a").orElseThrow();
    assertEquals(
        SopsProblem.Kind.CHANGED,
        assertThrows(SopsProblem.class, () -> changed.decrypt(keys)).kind());
  }

  @Test
  void eachOfTwoRecipientsOpensItAlone() {
    AgeKeys other = AgeKeys.parse(AgeRecipients.newSecretKey());
    AgeRecipients both =
        AgeRecipients.of(List.of(keys.recipients().getFirst(), other.recipients().getFirst()));
    SopsFile file =
        SopsFile.parse(new SopsWriter(both).encrypt(document(), NOW), "a.yaml").orElseThrow();

    assertEquals(file.decrypt(keys), file.decrypt(other));
  }

  @Test
  void whatIsNoRecipientIsNamed() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> AgeRecipients.of(List.of("age1nobody")))
            .getMessage()
            .startsWith("age1nobody is no age recipient"));
    assertThrows(IllegalArgumentException.class, () -> AgeRecipients.of(List.of()));
  }

  @Test
  void sopsOpensWhatWeEncrypt(@TempDir Path folder) throws IOException, InterruptedException {
    RealSops sops = RealSops.in(folder);

    for (String regex : List.of("", "^(data|stringData)$")) {
      String text = new SopsWriter(recipients).encrypt(document(), regex, NOW);
      assertEquals(document(), read(sops.decrypted("a.sops.yaml", text, secret, 0)));
    }
  }
}
