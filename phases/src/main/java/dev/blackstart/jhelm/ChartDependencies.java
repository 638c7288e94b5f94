package dev.blackstart.jhelm;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.jhelm.remote.Versions;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings to a chart in a folder what its {@code dependencies} name and its {@code charts} folder
 * lacks, as {@code helm dependency build} does: the versions of its lock file, else the newest in
 * the range. Which of them are switched on, and under which name, Helm reads from the chart itself.
 */
final class ChartDependencies {
  private static final String LOCAL = "file://";
  private static final int DEEPEST = 8;

  private final Source source;

  /** Where charts come from. */
  interface Source {
    /** An archive. */
    Path archive(ChartRef ref);

    /** The newest version in a range. */
    String newest(ChartRef ref);

    /** The URL of a repository that is known to Helm by a name. */
    Optional<String> added(String name);
  }

  /**
   * How far {@code file://} leads.
   *
   * @param shown what the folder is to people; empty for its path
   */
  record Boundary(Path folder, String shown) {
    String shown(Path path) {
      return shown.isEmpty() ? path.toString() : shown + "//" + folder.relativize(path);
    }
  }

  ChartDependencies(Source source) {
    this.source = source;
  }

  /**
   * A chart with everything it needs.
   *
   * @param files of its folder, as they lie there, with archives in {@code charts}
   * @param fetched what came from elsewhere
   * @param isAsItLies whether nothing was missing
   */
  record Complete(Map<String, byte[]> files, Set<ChartRef> fetched, boolean isAsItLies) {}

  /**
   * Completes a chart.
   *
   * @throws Failure INPUT naming the chart and what cannot be had
   */
  Complete complete(Path folder, Boundary boundary) throws IOException {
    return complete(folder, boundary, List.of());
  }

  private Complete complete(Path folder, Boundary boundary, List<Path> through) throws IOException {
    Map<String, byte[]> files = new TreeMap<>(ChartFiles.folder(folder));
    Set<ChartRef> fetched = new LinkedHashSet<>();
    List<Path> deeper = new ArrayList<>(through);
    deeper.add(folder.toRealPath());
    List<Dependency> missing = Dependency.missing(ChartFiles.of(files));
    for (Dependency each : missing) {
      if (each.isLockedOtherwise()) {
        throw new Failure(
            Failure.Kind.INPUT,
            "chart %s: Chart.lock says %s, and Chart.yaml wants %s %s"
                .formatted(boundary.shown(folder), each, each.name(), each.range()),
            "write the lock anew: helm dependency update " + folder);
      }
      if (each.repository().startsWith(LOCAL)) {
        Path there = folder.resolve(each.repository().substring(LOCAL.length())).normalize();
        requireLocal(each, folder, there, boundary, deeper);
        Complete inner = complete(there, boundary, deeper);
        fetched.addAll(inner.fetched());
        files.put(
            "charts/" + each.name() + "-local.tgz",
            ChartArchive.packed(each.name(), inner.files()));
      } else {
        ChartRef ref = reference(each, boundary.shown(folder));
        fetched.add(ref);
        files.put(
            "charts/" + ref.file() + ".tgz",
            Files.readAllBytes(archive(ref, each, boundary.shown(folder))));
      }
    }
    return new Complete(files, fetched, missing.isEmpty());
  }

  private Path archive(ChartRef ref, Dependency dependency, String chart) {
    try {
      return source.archive(ref);
    } catch (Failure missing) {
      throw lacking(chart, dependency, missing);
    }
  }

  private static Failure lacking(String chart, Dependency dependency, Failure because) {
    return new Failure(
        because.kind(),
        "chart %s lacks its dependency %s: %s".formatted(chart, dependency, because.what()),
        because.remedy(),
        because);
  }

  private static void requireLocal(
      Dependency dependency, Path folder, Path there, Boundary boundary, List<Path> through)
      throws IOException {
    String what =
        "chart %s names its dependency %s at %s, "
            .formatted(boundary.shown(folder), dependency.name(), dependency.repository());
    if (!Files.isRegularFile(there.resolve("Chart.yaml"))) {
      throw new Failure(
          Failure.Kind.INPUT, what + "and there is no chart", "correct the path, or add the chart");
    }
    Path real = there.toRealPath();
    if (!real.startsWith(boundary.folder().toRealPath())) {
      throw new Failure(
          Failure.Kind.INPUT,
          what + "which leads out of the repository",
          "keep the chart in the repository");
    }
    if (through.contains(real) || through.size() > DEEPEST) {
      throw new Failure(
          Failure.Kind.INPUT, what + "which needs itself", "take one of the dependencies out");
    }
  }

  private ChartRef reference(Dependency dependency, String chart) {
    String repository = repository(dependency, chart);
    String version = dependency.locked();
    ChartRef ref =
        ref(repository, dependency.name(), version.isEmpty() ? dependency.range() : version);
    try {
      return version.isEmpty() ? pinned(ref, source) : ref;
    } catch (Failure missing) {
      throw lacking(chart, dependency, missing);
    }
  }

  /** The newest chart in the range that a reference names instead of a version. */
  static ChartRef pinned(ChartRef ref, Source source) {
    String plain = plain(ref.version());
    return new ChartRef(
        ref.reference(),
        ref.repository(),
        Versions.isOne(plain) || ref.isGit() ? plain : source.newest(ref),
        ref.login(),
        ref.trust(),
        ref.additions());
  }

  private static String plain(String version) {
    return version.startsWith("=") ? version.substring(1).strip() : version;
  }

  private static ChartRef ref(String repository, String name, String version) {
    return repository.startsWith("oci://")
        ? ChartRef.oci(repository + "/" + name, plain(version))
        : new ChartRef(name, repository, plain(version));
  }

  private String repository(Dependency dependency, String chart) {
    String written = dependency.repository();
    boolean named = written.startsWith("@") || written.startsWith("alias:");
    if (!written.isEmpty() && !named) {
      return written;
    }
    String name = written.replaceFirst("^(@|alias:)", "");
    return Optional.of(name)
        .filter(each -> !each.isEmpty())
        .flatMap(source::added)
        .orElseThrow(
            () ->
                new Failure(
                    Failure.Kind.INPUT,
                    written.isEmpty()
                        ? "chart %s lacks its dependency %s, of which it names no repository"
                            .formatted(chart, dependency)
                        : "chart %s takes its dependency %s from the repository %s, which is not"
                                .formatted(chart, dependency, name)
                            + " among Helm's",
                    written.isEmpty()
                        ? "put it into the charts folder of the chart, or name its repository"
                        : "add it: helm repo add " + name + " URL"));
  }
}
