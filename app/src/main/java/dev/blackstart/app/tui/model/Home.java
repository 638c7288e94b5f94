package dev.blackstart.app.tui.model;

import dev.blackstart.cluster.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What the first page opens on.
 *
 * @param read false until the repository was read
 * @param place folder of the repository
 * @param bundled whether it is the example that comes with blackstart, which has no machines
 * @param note what the operator should know about it, such as why it is the example
 * @param findings what the reader found where it found no cluster
 */
public record Home(
    boolean read,
    String place,
    boolean bundled,
    Optional<String> note,
    List<ClusterCard> cards,
    List<Finding> findings) {
  /** Before anything was read. */
  public static final Home UNREAD =
      new Home(false, "", false, Optional.empty(), List.of(), List.of());

  /** A banner of a cluster takes the place of the one of the same run. */
  Home surveyed(String cluster, Banner banner) {
    return new Home(
        read,
        place,
        bundled,
        note,
        cards.stream()
            .map(card -> card.name().equals(cluster) ? card.surveyed(banner) : card)
            .toList(),
        findings);
  }
}
