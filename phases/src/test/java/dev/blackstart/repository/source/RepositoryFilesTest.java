package dev.blackstart.repository.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Place;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryFilesTest {
  private static final Place USER = new Place("helmfile.yaml", 3);

  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void aRepositoryBesideOtherFiles() throws IOException {
    root = Files.createDirectories(folder.resolve("repository"));
    Files.writeString(folder.resolve("password"), "of somebody");
    Files.writeString(root.resolve("a.yaml"), "a: 1\n");
  }

  private Finding finding(String path) {
    RepositoryFiles files = new RepositoryFiles(root);
    return assertThrows(ReadingProblem.class, () -> files.read(path, USER)).finding();
  }

  @Test
  void aLinkOutOfTheRepositoryIsNotFollowed() throws IOException {
    Files.createSymbolicLink(root.resolve("link.yaml"), folder.resolve("password"));
    Files.createSymbolicLink(root.resolve("up"), folder);

    assertEquals(
        "helmfile.yaml:3 link.yaml is a link that leads out of the repository",
        finding("link.yaml").at() + " " + finding("link.yaml").what());
    assertEquals("outside-repository", finding("link.yaml").id());
    assertEquals("outside-repository", finding("up/password").id());
  }

  @Test
  void aLinkWithinTheRepositoryIsRead() throws IOException {
    Files.createSymbolicLink(root.resolve("same.yaml"), Path.of("a.yaml"));

    assertEquals("a: 1\n", new RepositoryFiles(root).read("same.yaml", USER));
  }

  @Test
  void aFileBeyondTheBoundIsAFindingAtItself() throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(root.resolve("dump.yaml").toFile(), "rw")) {
      sparse.setLength(100L << 20);
    }

    assertEquals("file-too-large", finding("dump.yaml").id());
    assertEquals("dump.yaml", finding("dump.yaml").at());
  }

  @Test
  void bytesThatAreNoTextAreAFindingAtTheirLine() throws IOException {
    Files.write(root.resolve("b.yaml"), new byte[] {'a', '\n', (byte) 0xFF});

    assertEquals("b.yaml:2", finding("b.yaml").at());
  }

  @Test
  void aFolderThatIsNoRepositoryButAWholeDiskIsRefused() throws IOException {
    for (int i = 0; i < 6; i++) {
      Files.writeString(root.resolve(i + ".yaml"), "");
    }

    Failure failure = assertThrows(Failure.class, () -> new RepositoryFiles(root, 6));

    assertTrue(failure.what().endsWith("the folder holds more than 6 files"), failure.what());
    assertTrue(failure.remedy().contains("--repo"), failure.remedy());
    assertEquals(7, new RepositoryFiles(root, 7).files().size());
  }
}
