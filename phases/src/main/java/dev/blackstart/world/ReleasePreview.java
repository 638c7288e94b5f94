package dev.blackstart.world;

import java.util.List;
import java.util.Optional;

/**
 * What installing a release would change in the cluster, found out without writing anything. What
 * charts make up anew each time (certificates, passwords and their checksums) is left out, what is
 * secret is masked.
 *
 * @param deployed what Helm has of it now; absent when it would be installed for the first time
 * @param otherValues whether it was installed with other values
 * @param objects what would change, in the order of the chart
 * @param same how many objects stay as they are
 * @param generated how many values the chart made up anew
 */
public record ReleasePreview(
    Optional<Charts.Deployed> deployed,
    boolean otherValues,
    List<ObjectChange> objects,
    int same,
    int generated) {
  /** How an object changes. */
  public enum Kind {
    NEW,
    CHANGED,
    GONE
  }

  /**
   * @param fields what changes in it; empty unless it is {@link Kind#CHANGED}
   */
  public record ObjectChange(KubeObject.Ref ref, Kind kind, List<FieldChange> fields) {}

  /**
   * A value that changes.
   *
   * @param path as {@code spec.template.spec.containers[agent].image}
   * @param from empty text when the field is new
   * @param to empty text when the field goes
   */
  public record FieldChange(String path, String from, String to) {}

  /** Whether the cluster's objects would stay as they are. */
  public boolean changesNothing() {
    return deployed.isPresent() && objects.isEmpty();
  }
}
