package dev.blackstart.jhelm.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.jhelm.remote.GitRepositories.Checkout;
import dev.blackstart.world.Failure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories fetched by the real git, from files and from git's own server. */
class GitRepositoriesTest {
  @TempDir Path folder;
  private TestGit server;
  private Path work;
  private String first;
  private String second;
  private final Map<String, String> env = new HashMap<>();

  @BeforeEach
  void serve() throws IOException {
    server = new TestGit(Files.createDirectories(folder.resolve("served")));
    work = Files.createDirectories(folder.resolve("work"));
    env.put("PATH", System.getenv("PATH"));
    env.put("HOME", Files.createDirectories(folder.resolve("home")).toString());
    server.chart("charts/app", "1.0.0", "");
    first = server.commit("first");
    server.git("tag", "-a", "v1.0.0", "-m", "one");
    server.git("branch", "kept");
    server.chart("charts/app", "2.0.0", "");
    second = server.commit("second");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private GitRepositories git() {
    List<Duration> again = List.of(Duration.ofMillis(1));
    Patience patience =
        new Patience(Duration.ofSeconds(30), Duration.ofSeconds(60), again, Duration.ZERO, 1 << 20);
    return new GitRepositories(new SystemTimeSource(), env, patience);
  }

  private Checkout checkout(String url, String revision) throws Exception {
    return git().checkout(url, revision, work);
  }

  private Unavailable refused(String url, String revision) {
    Unavailable refused = assertThrows(Unavailable.class, () -> checkout(url, revision));
    assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
    assertFalse(refused.getMessage().contains("s3cret"), refused.getMessage());
    assertFalse(refused.remedy().contains("s3cret"), refused.remedy());
    assertFalse(refused.remedy().isBlank());
    return refused;
  }

  @Test
  void aRevisionIsABranchATagOrACommitOverHttpAndFromFiles() throws Exception {
    for (String url : List.of(server.url(), server.file())) {
      assertEquals(second, checkout(url, "main").commit());
      assertEquals(second, checkout(url, "").commit());
      assertEquals(first, checkout(url, "v1.0.0").commit());
      assertEquals(first, checkout(url, "kept").commit());
      assertEquals(first, checkout(url, "refs/heads/kept").commit());
      assertEquals(first, checkout(url, first).commit());
      Checkout abbreviated = checkout(url, first.substring(0, 10));
      assertEquals(first, abbreviated.commit());
      assertTrue(
          Files.readString(abbreviated.folder().resolve("charts/app/Chart.yaml"))
              .contains("version: 1.0.0"));
      assertFalse(Files.exists(abbreviated.folder().resolve(".git")));
    }
  }

  @Test
  void aCommitIsFoundWhereTheServerDoesNotHandItOut() throws Exception {
    server.git("config", "--unset", "uploadpack.allowAnySHA1InWant");
    server.git("branch", "-D", "kept");
    server.git("tag", "-d", "v1.0.0");
    assertEquals(first, checkout(server.url(), first).commit());
  }

  @Test
  void oneRevisionIsFetchedOnce() throws Exception {
    GitRepositories git = git();
    Checkout one = git.checkout(server.url(), "main", work);
    int asked = server.seen.size();
    assertEquals(one, git.checkout(server.url(), "main", work));
    assertEquals(asked, server.seen.size());
    server.chart("charts/app", "3.0.0", "");
    String third = server.commit("third");
    assertNotEquals(third, git.checkout(server.url(), "main", work).commit());
    assertEquals(third, checkout(server.url(), "main").commit());
  }

  @Test
  void aUserInTheAddressOpensARepositoryAndStandsInNoFile() throws Exception {
    server.closed = true;
    String url = server.url().replace("://", "://ada:s3cret@");
    assertEquals(second, checkout(url, "main").commit());
    assertTrue(server.seen.getLast().endsWith(TestGit.LOGIN), server.seen.toString());
    try (var files = Files.walk(work)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains("s3cret"),
            file.toString());
      }
    }
    refused(url.replace("s3cret", "s3cret-expired"), "main");
  }

  @Test
  void nobodyIsAskedForALogin() {
    server.closed = true;
    Unavailable refused = refused(server.url(), "main");
    assertEquals(Kind.INPUT, refused.kind());
    assertTrue(refused.remedy().contains("git ls-remote " + server.url()), refused.remedy());
  }

  @Test
  void whatIsNotThereIsToldWithWhatIs() {
    assertEquals(
        server.url() + " has no branch or tag v9; the newest are v1.0.0",
        refused(server.url(), "v9").getMessage());
    Unavailable commit = refused(server.url(), "0123456789abcdef0123456789abcdef01234567");
    assertTrue(
        commit.getMessage().endsWith(" has no commit 0123456789abcdef0123456789abcdef01234567"));
    Unavailable gone = refused(server.url().replace("charts.git", "gone.git"), "main");
    assertEquals(Kind.INPUT, gone.kind());
    assertTrue(gone.getMessage().contains("not found"), gone.getMessage());
  }

  @Test
  void aServerThatIsUnwellIsAskedAgainAndIsNoInput() {
    server.answers = 503;
    assertEquals(Kind.UNREACHABLE, refused(server.url(), "main").kind());
    assertEquals(2, server.seen.size(), server.seen.toString());
    server.close();
    assertEquals(Kind.UNREACHABLE, refused(server.url(), "main").kind());
  }

  @Test
  void anAddressThatIsReadAlongOrRunsAProgramIsRefused() {
    for (String url :
        List.of(
            "http://git.example.org/x.git",
            "git://git.example.org/x.git",
            "ext::sh -c id",
            "--upload-pack=id")) {
      assertEquals(Kind.INPUT, refused(url, "main").kind(), url);
    }
  }

  @Test
  void aLinkOutOfTheRepositoryIsRefused() throws Exception {
    Files.createSymbolicLink(server.work().resolve("charts/app/key"), Path.of("/etc/hostname"));
    server.commit("a link");
    Unavailable refused = refused(server.url(), "main");
    assertTrue(refused.getMessage().contains("charts/app/key leads out of the repository"));
  }

  @Test
  void withoutGitThatIsSaid() {
    env.put("PATH", folder.toString());
    assertTrue(refused(server.url(), "main").getMessage().contains("git cannot be started"));
  }
}
