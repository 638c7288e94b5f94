package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.files.OpDocuments.Place;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Programs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A vault on paper, spoken to as 1Password's program is. */
class OpDocumentsTest {
  private static final Place PLACE = Place.of("op://Infra/infra-kubeconfig");
  private static final String SECRET = "client-key-data: canary-5f1c";

  private final List<Programs.Command> commands = new ArrayList<>();
  private final Map<String, String> vault = new HashMap<>();
  private final OpDocuments documents =
      new OpDocuments(this::op, Map.of("OP_SERVICE_ACCOUNT_TOKEN", "t", "HOME", "/none"));

  @Test
  void aDocumentIsMadeOnceAndThenWrittenOver() {
    assertFalse(documents.write(PLACE, "kubeconfig", "first"));
    assertTrue(documents.write(PLACE, "kubeconfig", SECRET));

    assertEquals(SECRET, documents.read(PLACE));
    assertEquals(
        List.of(
            "op document edit infra-kubeconfig - --vault Infra",
            "op document create - --title infra-kubeconfig --file-name kubeconfig --vault Infra",
            "op document edit infra-kubeconfig - --vault Infra",
            "op document get infra-kubeconfig --vault Infra"),
        commands.stream().map(Programs.Command::toString).toList());
  }

  @Test
  void itsContentIsNoArgumentAndOnlyOnePasswordsVariablesAreHandedOn() {
    documents.write(PLACE, "kubeconfig", SECRET);

    for (Programs.Command command : commands) {
      assertFalse(command.toString().contains("canary"), command::toString);
      assertEquals(Map.of("OP_SERVICE_ACCOUNT_TOKEN", "t"), command.environment());
    }
  }

  @Test
  void whatElseTheProgramSaysEndsIt() {
    OpDocuments locked =
        new OpDocuments(
            command -> {
              throw new Failure(Failure.Kind.INPUT, "`op` ended with 1: not signed in", "sign in");
            },
            Map.of());
    assertThrows(Failure.class, () -> locked.write(PLACE, "kubeconfig", SECRET));
    assertThrows(Failure.class, () -> documents.read(PLACE));
  }

  @Test
  void aPlaceIsAVaultAndATitle() {
    for (String wrong :
        List.of("op://Infra", "op://Infra/item/field", "infra-kubeconfig", "op:///x")) {
      assertThrows(Failure.class, () -> Place.of(wrong), wrong);
    }
    assertEquals("op://Infra/infra-kubeconfig", PLACE.toString());
  }

  private String op(Programs.Command command) {
    commands.add(command);
    List<String> words = command.arguments();
    String verb = words.get(1);
    String title = verb.equals("create") ? words.get(4) : words.get(2);
    if (!verb.equals("create") && !vault.containsKey(title)) {
      throw new Failure(
          Failure.Kind.INPUT,
          "`" + command + "` ended with 1: [ERROR] \"" + title + "\" isn't an item in the vault",
          "run it by hand");
    }
    return verb.equals("get")
        ? vault.get(title)
        : String.valueOf(vault.put(title, command.input()));
  }
}
