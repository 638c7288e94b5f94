package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blackstart.app.cli.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run wants to hear before it wipes, and the access it leaves, from the command line. */
class AccessVerbsTest {
  private static final String[] SOMEBODYS = {"--disk", "apps-05:nvme0n1=ext4:photos"};

  @TempDir static Path folder;
  private static Operator operator;

  /** The first try names no node whose data may go, the second does. */
  @BeforeAll
  static void keepAWorld() throws Exception {
    operator = new Operator(folder.resolve("state"));
    assertEquals(3, rehearse(), operator.tail());
    assertTrue(operator.tail().contains("add --confirm-wipe apps-05"), operator.tail());
    assertEquals(0, rehearse("--confirm-wipe", "apps-05", "--keep"), operator.tail());
  }

  @AfterAll
  static void endTheWorld() throws Exception {
    assertEquals(0, operator.run("rehearse", "--stop"), operator.tail());
  }

  @Test
  void aKubeconfigIsMergedUnderNamesThatSayItIsARehearsals() throws Exception {
    Path file = folder.resolve("kube/config");

    JsonNode first = told(ask("kubeconfig", "--out", file.toString(), "--json"), "kubeconfig");
    assertEquals("admin@apps-rehearsal", first.path("context").asText());
    assertEquals("admin@apps-rehearsal", first.path("current").asText());
    assertFalse(first.path("replaced").asBoolean());
    Answer second = ask("kubeconfig", "--out", file.toString());
    assertTrue(second.out().startsWith("renewed context admin@apps-rehearsal in"), second.out());
    assertTrue(Files.exists(folder.resolve("kube/config.bak")));

    String written = ask("kubeconfig", "--out", "-").out();
    assertTrue(written.contains("server: https://127."), written);
  }

  @Test
  void aTalosconfigLeadsToTheControlPlanes() throws Exception {
    Path file = folder.resolve("talos/config");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "context: home\ncontexts:\n    home: {endpoints: [10.9.9.9]}\n");

    Answer answer = ask("talosconfig", "--out", file.toString());

    assertEquals(0, answer.exit(), answer.err());
    assertTrue(answer.out().contains("the current context stays home"), answer.out());
    String text = Files.readString(file);
    assertTrue(text.contains("apps-rehearsal:"), "the context is missing");
    assertEquals(3, text.split("- 127\\.", -1).length - 1);
  }

  @Test
  void aBrokenFileEndsTheVerbWithItsLine() throws Exception {
    Path file = Files.writeString(folder.resolve("broken"), "clusters: {}\n");

    Answer answer = ask("kubeconfig", "--out", file.toString());

    assertEquals(3, answer.exit());
    assertTrue(answer.err().contains("broken:1: clusters is no list"), answer.err());
  }

  @Test
  void withoutTheWordTheLiveMachinesAreMeant() {
    Answer answer = Answer.to(List.of("kubeconfig", "--state", folder.toString()));

    assertEquals(3, answer.exit(), answer.out());
  }

  private static int rehearse(String... more) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("rehearse", "--cluster", "apps", "--until", "kubeconfig"));
    words.addAll(List.of(SOMEBODYS));
    words.addAll(List.of(more));
    return operator.run(words.toArray(String[]::new));
  }

  private static Answer ask(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(
        List.of("--rehearsal", "--cluster", "apps", "--state", folder.resolve("state").toString()));
    return Answer.to(all);
  }

  private static JsonNode told(Answer answer, String verb) throws Exception {
    assertEquals(0, answer.exit(), answer.err());
    return new ObjectMapper().readTree(answer.out()).path(verb);
  }
}
