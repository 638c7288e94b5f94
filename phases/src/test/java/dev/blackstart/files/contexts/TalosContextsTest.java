package dev.blackstart.files.contexts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TalosContextsTest {
  private static final Wish PLAIN =
      new Wish(Optional.empty(), Taken.REFUSED, false, Optional.empty());
  private static final List<String> ENDPOINTS = List.of("10.0.0.1", "10.0.0.2");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("talos/config");
  }

  @Test
  void aFileThatIsNotThereHoldsJustWhatTalosWouldWrite() throws IOException {
    String talosconfig = Access.of("infra").talosconfig(ENDPOINTS);

    Merged merged = merge(talosconfig, PLAIN);

    assertEquals("infra", merged.context());
    assertEquals(talosconfig, Files.readString(file));
  }

  @Test
  void theSameClusterIsRenewedAndTheNodesItsOwnerChoseStay() throws IOException {
    Access access = Access.of("infra");
    merge(access.talosconfig(List.of("10.0.0.1")), PLAIN);
    Files.writeString(
        file,
        Files.readString(file).replace("        ca:", "        nodes: [10.0.0.7]\n        ca:"));

    Merged merged = merge(access.talosconfig(ENDPOINTS), PLAIN);

    assertTrue(merged.replaced());
    MapNode context = context("infra");
    assertEquals(ENDPOINTS, Reading.TALOS.read(context.get("endpoints").orElseThrow()));
    assertEquals(List.of("10.0.0.7"), Reading.TALOS.read(context.get("nodes").orElseThrow()));
  }

  @Test
  void anotherClusterOfTheNameIsAskedAboutRenamedOrReplaced() throws IOException {
    merge(Access.of("infra").talosconfig(ENDPOINTS), PLAIN);
    String before = Files.readString(file);
    String second = Access.of("infra").talosconfig(List.of("10.0.0.9"));

    NameTaken taken = assertThrows(NameTaken.class, () -> merge(second, PLAIN));
    assertTrue(taken.getMessage().contains("context infra is another one"), taken.getMessage());
    assertEquals(before, Files.readString(file));

    assertEquals("infra-1", merge(second, PLAIN.when(Taken.RENAMED)).context());
    assertEquals("infra-2", merge(second, PLAIN.when(Taken.RENAMED)).context());
    assertEquals("infra", merge(second, PLAIN.when(Taken.REPLACED)).context());
    assertEquals("10.0.0.9", context("infra").text("endpoints.0").orElseThrow());
  }

  @Test
  void aContextWithoutACaIsAnothers() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, "context: omni\ncontexts: {infra: {endpoints: [a], auth: {siderov1: {}}}}\n");

    assertThrows(NameTaken.class, () -> merge(Access.of("infra").talosconfig(ENDPOINTS), PLAIN));
  }

  @Test
  void theCurrentContextIsSwitchedOnlyWhenAskedOrWhenThereIsNone() throws IOException {
    merge(Access.of("home").talosconfig(ENDPOINTS), PLAIN);

    Merged second = merge(Access.of("infra").talosconfig(ENDPOINTS), PLAIN);
    assertEquals("home", second.current());
    assertFalse(second.replaced());

    Wish use = new Wish(Optional.of("lab"), Taken.REFUSED, true, Optional.empty());
    assertEquals("lab", merge(Access.of("infra").talosconfig(ENDPOINTS), use).current());
  }

  @Test
  void aRehearsalsNamesSayWhatItIs() {
    Wish apart = new Wish(Optional.empty(), Taken.REFUSED, false, Optional.of("rehearsal"));

    assertEquals(
        "infra-rehearsal", merge(Access.of("infra").talosconfig(ENDPOINTS), apart).context());
  }

  @Test
  void aBrokenFileIsNamedWithItsLine() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "context: a\ncontexts:\n    - a\n");

    Failure failure =
        assertThrows(Failure.class, () -> merge(Access.of("infra").talosconfig(ENDPOINTS), PLAIN));

    assertEquals(file + ":3: contexts is no mapping", failure.what());
  }

  @Test
  void theFilesOfTheFieldsProgramsAreFoundWhereTheyLook() throws IOException {
    Path home = folder.resolve("home");
    ContextPlaces plain = new ContextPlaces(Map.of("KUBECONFIG", ""), home);
    assertEquals(List.of(home.resolve(".kube/config")), plain.kubeconfig());
    assertEquals(home.resolve(".talos/config"), plain.talosconfig());

    Map<String, String> said =
        Map.of(
            "KUBECONFIG", ":/a:/b::/a",
            "TALOSCONFIG", folder.resolve("t").toString(),
            "TALOS_HOME", folder.resolve("th").toString());
    ContextPlaces named = new ContextPlaces(said, home);
    assertEquals(List.of(Path.of("/a"), Path.of("/b")), named.kubeconfig());
    assertEquals(folder.resolve("t"), named.talosconfig());
    Files.createDirectories(folder.resolve("th"));
    Files.createFile(folder.resolve("th/config"));
    assertEquals(folder.resolve("th/config"), named.talosconfig());
  }

  private MapNode context(String name) throws IOException {
    return (MapNode)
        Yaml.document(Files.readString(file), "config").at("contexts." + name).orElseThrow();
  }

  private Merged merge(String talosconfig, Wish wish) {
    return new TalosContexts(file).merge(talosconfig, wish);
  }
}
