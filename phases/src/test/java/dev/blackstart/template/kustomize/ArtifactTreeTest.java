package dev.blackstart.template.kustomize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtifactTreeTest {
  @TempDir Path folder;

  @Test
  void picturesAndVersionControlAreNoPartOfAnArtifact() {
    ArtifactTree tree =
        new ArtifactTree(
            MemoryTree.of(
                "apps/icon.png", "", "apps/.gitignore", "", ".github/a.yaml", "", "apps/a", ""));

    assertEquals(List.of("a"), tree.names("apps"));
    assertEquals(List.of("apps"), tree.names(""));
  }

  @Test
  void aSourceignoreAtTheRootReplacesWhatIsLeftOutByDefault() {
    ArtifactTree tree =
        new ArtifactTree(
            MemoryTree.of(".sourceignore", "docs/\n", "docs/a", "", "icon.png", "", ".git/b", ""));

    assertTrue(tree.isFile("icon.png"));
    assertFalse(tree.isFile("docs/a"));
    assertFalse(tree.isFile(".git/b"));
  }

  @Test
  void aSourceignoreHoldsForItsOwnFolder() {
    ArtifactTree tree =
        new ArtifactTree(
            MemoryTree.of("apps/.sourceignore", "*.txt\n", "apps/a.txt", "", "b.txt", ""));

    assertFalse(tree.isFile("apps/a.txt"));
    assertTrue(tree.isFile("b.txt"));
  }

  @Test
  void aLinkIsNoPartOfAnArtifactNorWhatLiesBehindIt() throws IOException {
    Files.createDirectory(folder.resolve("apps"));
    Files.createFile(folder.resolve("apps/a"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("apps"));

    ArtifactTree tree = new ArtifactTree(new FolderTree(folder));

    assertEquals(List.of("apps"), tree.names(""));
    assertFalse(tree.isFile("link/a"));
  }

  @ParameterizedTest
  @CsvSource({
    "docs/, docs, true, true",
    "docs/, docs, false, false",
    "docs/, docs/a/b, false, true",
    "*.png, a/b.png, false, true",
    "/*, apps/a, false, true",
    "!/kubernetes, kubernetes/a, false, true",
    "/apps, other/apps, false, false",
    "apps/*.md, apps/a.md, false, true",
    "apps/*.md, apps/b/a.md, false, false",
    "**/.sops.yaml, .sops.yaml, false, true",
    "**/.sops.yaml, a/b/.sops.yaml, false, true",
    "a/**/c, a/b/b/c, false, true",
    "a/**/c, a/b/b/d, false, false",
    "a?[bc], axb, false, true",
    "a?[bc], axd, false, false",
  })
  void aPatternMatchesAsGitsDo(String pattern, String path, boolean folder, boolean matches) {
    IgnorePattern parsed = IgnorePattern.of(pattern, List.of());

    assertEquals(matches, parsed.matches(List.of(path.split("/")), folder));
  }

  @Test
  void aLaterPatternWinsOverAnEarlierOne() {
    ArtifactTree tree =
        new ArtifactTree(
            MemoryTree.of(".sourceignore", "/*\n!/kubernetes\n", "kubernetes/a", "", "b", ""));

    assertTrue(tree.isFile("kubernetes/a"));
    assertFalse(tree.isFile("b"));
  }
}
