package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.FluxSource;
import dev.blackstart.files.StateFolder;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Programs;
import dev.blackstart.world.World;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which branch and commit each cluster of a repository follows, and how far apart they are. */
public final class Following {
  private static final String SOURCES = "source.toolkit.fluxcd.io/v1";

  private Following() {}

  /**
   * Where a cluster is.
   *
   * @param ref branch or tag it follows
   * @param commit the one Flux has, empty before the first
   * @param suspended whether Flux takes no newer one
   */
  public record At(String cluster, String ref, String commit, boolean suspended) {
    /** Such as {@code main@1a2b3c4}. */
    public String written() {
      String brief = commit.length() > 7 ? commit.substring(0, 7) : commit;
      return (commit.isEmpty() ? ref + ", nothing fetched yet" : ref + "@" + brief)
          + (suspended ? ", suspended" : "");
    }
  }

  /**
   * How one commit is behind another.
   *
   * @param since when the oldest commit was made that it has not
   */
  public record Behind(int commits, Optional<Instant> since) {}

  /** Every cluster of the repository that has a world to ask. */
  public static List<At> of(StateFolder state, List<ClusterSpec> clusters) {
    List<At> all = new ArrayList<>();
    for (ClusterSpec spec : clusters) {
      new RunHistory(state)
          .of(spec.name()).stream()
              .filter(past -> past.world().isPresent() || past.status().world() == World.Kind.LIVE)
              .reduce((older, newer) -> newer)
              .flatMap(past -> at(past, spec))
              .ifPresent(all::add);
    }
    return all;
  }

  private static Optional<At> at(RunHistory.Past past, ClusterSpec spec) {
    try (Inspection look = Inspection.of(past)) {
      String namespace = spec.flux().map(FluxSource::namespace).orElse("flux-system");
      return at(spec.name(), look.world().kube(), namespace);
    } catch (Failure | Refusal gone) {
      return Optional.empty();
    }
  }

  /** Where Flux's own GitRepository is; absent when there is none. */
  static Optional<At> at(String cluster, KubeApi kube, String namespace) {
    List<KubeObject> sources = kube.listOnce(SOURCES, "GitRepository", namespace, Map.of());
    return sources.stream()
        .filter(source -> source.name().equals(namespace))
        .findFirst()
        .or(() -> sources.stream().findFirst())
        .map(source -> new At(cluster, ref(source), commit(source), suspended(source)));
  }

  private static String ref(KubeObject source) {
    return List.of("name", "semver", "tag", "branch").stream()
        .map(kind -> source.text("spec", "ref", kind))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("master");
  }

  /** Revisions are {@code main@sha1:COMMIT} (Flux, source-controller). */
  private static String commit(KubeObject source) {
    String revision = source.text("status", "artifact", "revision");
    return revision.substring(revision.lastIndexOf(':') + 1);
  }

  private static boolean suspended(KubeObject source) {
    return source.text("spec", "suspend").equals("true");
  }

  /** How a commit is behind another; absent when the repository at hand does not know both. */
  public static Optional<Behind> behind(Programs git, Path root, String older, String newer) {
    if (older.isEmpty() || newer.isEmpty()) {
      return Optional.empty();
    }
    try {
      String dates =
          git.run(
              new Programs.Command(
                  "git",
                  List.of("log", "--format=%cI", older + ".." + newer, "--"),
                  root,
                  "",
                  Map.of()));
      List<String> lines = dates.lines().filter(line -> !line.isBlank()).toList();
      return Optional.of(
          new Behind(
              lines.size(), lines.isEmpty() ? Optional.empty() : instant(lines.getLast().strip())));
    } catch (Failure unknown) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
