package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Release;
import dev.blackstart.world.Counted;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.ReleasePreview;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What installing a release would change in a cluster, or why that cannot be told.
 *
 * @param preview absent when it cannot be told
 * @param because why not; empty text otherwise
 */
public record ReleaseDiff(Release release, Optional<ReleasePreview> preview, String because) {

  /**
   * Every release of the repository against the cluster. Nothing is written.
   *
   * @throws Refusal 3 when no cluster answers
   */
  public static List<ReleaseDiff> of(Inspection inspection) {
    ClusterSpec spec = inspection.spec();
    World world = inspection.world();
    KubeApi.Answer answer = world.kube().answers();
    if (!answer.ready()) {
      throw new Refusal(
          3,
          "no cluster " + spec.name() + " to compare with: " + answer.because(),
          "bootstrap or rehearse it first; without --diff a plan asks nobody");
    }
    List<ReleaseDiff> all = new ArrayList<>();
    for (Release release : spec.releases()) {
      all.add(of(release, world));
    }
    return all;
  }

  private static ReleaseDiff of(Release release, World world) {
    try {
      return new ReleaseDiff(release, Optional.of(world.charts().preview(release)), "");
    } catch (Failure failure) {
      return new ReleaseDiff(release, Optional.empty(), failure.what());
    }
  }

  /** Whether the cluster has what the repository wants. */
  public boolean same() {
    return preview.filter(ReleasePreview::changesNothing).isPresent();
  }

  /** In one line. */
  public String summary() {
    if (preview.isEmpty()) {
      return "cannot be told: " + because;
    }
    ReleasePreview seen = preview.get();
    if (seen.deployed().isEmpty()) {
      return "not installed, " + Counted.of(seen.objects().size(), "object") + " to make";
    }
    String before = seen.deployed().get().chartVersion();
    String chart = same(before) ? "" : "chart " + before + " -> " + release.chart().version();
    List<String> parts = new ArrayList<>();
    if (!chart.isEmpty()) {
      parts.add(chart);
    }
    if (seen.otherValues()) {
      parts.add("other values");
    }
    for (ReleasePreview.Kind kind : ReleasePreview.Kind.values()) {
      long of = seen.objects().stream().filter(change -> change.kind() == kind).count();
      if (of > 0) {
        parts.add(of + " " + word(kind));
      }
    }
    parts.add(
        seen.objects().isEmpty()
            ? "no object changes (" + seen.same() + ")"
            : seen.same() + " stay");
    if (seen.generated() > 0) {
      parts.add(Counted.of(seen.generated(), "generated value") + " left out");
    }
    return String.join(", ", parts);
  }

  private boolean same(String version) {
    return release.chart().mayBe(version);
  }

  /** An adjective for how objects change. */
  public static String word(ReleasePreview.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** As {@code plan --diff --json} prints it. */
  public Map<String, Object> json() {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("release", release.qualifiedName());
    one.put("same", same());
    one.put("summary", summary());
    preview.ifPresent(
        seen -> {
          seen.deployed().ifPresent(helm -> one.put("revision", helm.revision()));
          one.put("other_values", seen.otherValues());
          one.put("generated", seen.generated());
          one.put("objects", seen.objects().stream().map(ReleaseDiff::json).toList());
        });
    return one;
  }

  private static Map<String, Object> json(ReleasePreview.ObjectChange change) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("object", change.ref().toString());
    one.put("change", word(change.kind()));
    if (!change.fields().isEmpty()) {
      one.put(
          "fields",
          change.fields().stream()
              .map(field -> Map.of("path", field.path(), "from", field.from(), "to", field.to()))
              .toList());
    }
    return one;
  }
}
