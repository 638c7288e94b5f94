package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blackstart.app.look.EmbeddedCluster;
import dev.blackstart.files.SystemPrograms;
import dev.blackstart.run.Fanout;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where clusters are of a repository that is promoted from branch to branch. */
class FollowingTest {
  private static final String GIT =
      "/apis/source.toolkit.fluxcd.io/v1/namespaces/flux-system/gitrepositories";

  @TempDir Path folder;
  private final Fanout fanout = new Fanout();
  private final Programs programs =
      new SystemPrograms(task -> fanout.background(task), Duration.ofMinutes(2));

  @AfterEach
  void stop() {
    fanout.close();
  }

  @Test
  void theRefAndTheCommitAreThoseOfFluxsOwnSource() throws Exception {
    try (EmbeddedCluster cluster = new EmbeddedCluster(folder)) {
      cluster.definition("source.toolkit.fluxcd.io", "v1", "GitRepository", "gitrepositories");
      cluster
          .kube()
          .apply(
              EmbeddedCluster.object(
                  "{apiVersion: v1, kind: Namespace, metadata: {name: flux-system}}"));
      assertEquals(Optional.empty(), Following.at("apps", cluster.kube(), "flux-system"));
      source(cluster, "aside", "main", "feedfacefeedface");
      source(cluster, "flux-system", "release", "1a2b3c4d5e6f7a8b");

      Following.At at = Following.at("apps", cluster.kube(), "flux-system").orElseThrow();

      assertEquals("release@1a2b3c4", at.written());
      assertEquals("1a2b3c4d5e6f7a8b", at.commit());
    }
  }

  @Test
  void howFarABranchIsBehindIsCountedInCommitsAndTheirAge() {
    assumeTrue(hasGit(), "there is no git program");
    git("init", "-q");
    String first = commit("2026-01-01T10:00:00Z");
    String second = commit("2026-01-02T10:00:00Z");
    String third = commit("2026-01-03T10:00:00Z");

    assertEquals(
        Optional.of(new Following.Behind(2, Optional.of(Instant.parse("2026-01-02T10:00:00Z")))),
        Following.behind(programs, folder, first, third));
    assertEquals(
        Optional.of(new Following.Behind(0, Optional.empty())),
        Following.behind(programs, folder, third, second));
    assertEquals(Optional.empty(), Following.behind(programs, folder, "0123456789abcdef", third));
    assertEquals(Optional.empty(), Following.behind(programs, folder, "", third));
  }

  private static void source(EmbeddedCluster cluster, String name, String branch, String commit) {
    cluster.given(
        GIT,
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: %1$s, namespace: flux-system}
        spec: {url: 'https://example.org/infra', ref: {branch: %2$s}}
        status: {artifact: {revision: '%2$s@sha1:%3$s'}}
        """
            .formatted(name, branch, commit));
  }

  private boolean hasGit() {
    try {
      git("--version");
      return true;
    } catch (Failure none) {
      return false;
    }
  }

  private String commit(String date) {
    git("commit", "-q", "--allow-empty", "-m", date, "--date", date);
    return git("rev-parse", "HEAD").strip();
  }

  private String git(String... arguments) {
    Map<String, String> environment =
        Stream.of("AUTHOR", "COMMITTER")
            .flatMap(
                who ->
                    Stream.of(
                        Map.entry("GIT_" + who + "_NAME", "Ada"),
                        Map.entry("GIT_" + who + "_EMAIL", "ada@example.org"),
                        Map.entry("GIT_" + who + "_DATE", last(arguments))))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return programs.run(new Programs.Command("git", List.of(arguments), folder, "", environment));
  }

  /** Its committer's date is what counts, so both are the same. */
  private static String last(String... arguments) {
    String last = arguments[arguments.length - 1];
    return last.startsWith("20") ? last : "2026-01-01T00:00:00Z";
  }
}
