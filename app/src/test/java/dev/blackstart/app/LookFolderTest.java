package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.files.StateFolder;
import dev.blackstart.run.RunId;
import dev.blackstart.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookFolderTest {
  @TempDir Path folder;

  @Test
  void lookingAtAWorldTakesNothingFromTheRunThatWorksThere() throws Exception {
    Path helm = Files.createDirectories(folder.resolve("helm"));
    Files.writeString(helm.resolve("chart.tgz"), "of the run");
    StateFolder.Found run =
        new StateFolder.Found("infra", World.Kind.LIVE, new RunId("run"), folder);

    Inspection.live(example(), Optional.of(run), List.of()).close();

    assertTrue(Files.exists(helm.resolve("chart.tgz")));
  }

  @Test
  void aWorldNoRunIsInIsLookedAtFromAFolderOfItsOwn() throws Exception {
    Path one = LookFolder.create();
    Path other = LookFolder.create();

    assertEquals("rwx------", posix(one));
    assertTrue(one.isAbsolute() && !one.equals(other));
    WorldFolder.remove(one);
    WorldFolder.remove(other);
  }

  private static String posix(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static ClusterSpec example() {
    Path root = Path.of(System.getProperty("blackstart.root", "..")).resolve("docs/example");
    return new OperatorFiles(
            Optional.of(root), Optional.of("infra"), List.of(), Map.of(), true, false)
        .orExample()
        .spec();
  }
}
