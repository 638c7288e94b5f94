package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.cli.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several clusters in turn, some of which stand already. */
class TurnTest {
  @TempDir Path folder;

  @Test
  void whereEachStandsTravelsInTheJournal() {
    Turn turn =
        Turn.written("infra,apps").adopting(Map.of("apps", Path.of("/etc/kubeconfig#admin@apps")));
    Map<String, String> options = new LinkedHashMap<>();
    turn.into(options);

    assertEquals(turn, Turn.of(options));
    assertEquals(Optional.empty(), Turn.of(options).adopted("infra"));
    assertEquals(Turn.ALONE, Turn.of(Map.of()));
  }

  @Test
  void adoptSaysWhichClusterStandsWhere() throws IOException {
    Path file = Files.writeString(folder.resolve("k3s.yaml"), "{}");
    Answer unnamed = bootstrap(file.toString());
    assertEquals(2, unnamed.exit());
    assertTrue(
        unnamed.err().contains("write --adopt infra=KUBECONFIG,apps=KUBECONFIG"), unnamed.err());
    assertTrue(bootstrap("infra=" + file + ",lab=" + file).err().contains("--adopt lab="));
    Answer gone = bootstrap("infra=" + file + ",apps=" + folder.resolve("none") + "#admin");
    assertEquals(2, gone.exit());
    assertTrue(gone.err().contains("names no file"), gone.err());
  }

  private Answer bootstrap(String adopt) {
    return Answer.to(
        List.of(
            "bootstrap",
            "--plain",
            "--repo",
            folder.toString(),
            "--cluster",
            "infra,apps",
            "--adopt",
            adopt,
            "--state",
            folder.resolve("state").toString()));
  }
}
