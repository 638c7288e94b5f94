package dev.blackstart.jhelm;

import dev.blackstart.cluster.Release;
import dev.blackstart.world.Charts.Deployed;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.ReleasePreview;
import dev.blackstart.world.ReleasePreview.Kind;
import dev.blackstart.world.ReleasePreview.ObjectChange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Compares what Helm deployed with what it would deploy now. */
final class ReleasePreviews {
  private final ReleaseStorage storage;
  private final Redaction redaction;
  private final String valuesDigest;

  /**
   * @param valuesDigest of the values the release would be installed with
   */
  ReleasePreviews(ReleaseStorage storage, Redaction redaction, String valuesDigest) {
    this.storage = storage;
    this.redaction = redaction;
    this.valuesDigest = valuesDigest;
  }

  /**
   * @param rendered what Helm makes of the release without a cluster
   * @param upgraded what it makes of it in this cluster, each time anew
   * @throws Failure REFUSED when the release is in the middle of something
   */
  ReleasePreview of(
      Release release, Supplier<List<KubeObject>> rendered, Supplier<List<KubeObject>> upgraded) {
    Optional<Deployed> newest = storage.newestNow(release.namespace(), release.name());
    if (newest.isEmpty()) {
      List<ObjectChange> all =
          Manifest.of(rendered.get(), release.namespace()).refs().stream()
              .map(ref -> new ObjectChange(ref, Kind.NEW, List.of()))
              .toList();
      return new ReleasePreview(newest, true, all, 0, 0);
    }
    if (newest.get().status().startsWith("pending-")) {
      throw new Failure(
          Failure.Kind.REFUSED,
          "release " + release.qualifiedName() + " is " + newest.get().status(),
          "another Helm works on it, or died doing so: wait, or resume the run that began it");
    }
    Manifest before = Manifest.of(storage.manifest(newest.get()), release.namespace());
    Manifest after = Manifest.of(upgraded.get(), release.namespace());
    boolean otherValues = !newest.get().valuesDigest().equals(valuesDigest);
    if (before.equals(after)) {
      return new ReleasePreview(newest, otherValues, List.of(), after.refs().size(), 0);
    }
    // What two tries differ in is made up by the chart each time.
    Manifest again = Manifest.of(upgraded.get(), release.namespace());
    Set<ManifestDiff.Place> generated = ManifestDiff.differing(after, again);
    List<ObjectChange> changes = new ManifestDiff(generated, redaction).between(before, after);
    long kept = changes.stream().filter(change -> change.kind() != Kind.GONE).count();
    return new ReleasePreview(
        newest, otherValues, changes, after.refs().size() - (int) kept, generated.size());
  }
}
