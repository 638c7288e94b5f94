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

  /** What was found out of a run that nothing happened to stays until it is found out again. */
  Home keeping(Home before) {
    List<Banner> known = before.cards.stream().flatMap(card -> card.banners().stream()).toList();
    Home kept = this;
    for (ClusterCard card : cards) {
      for (Banner banner : card.banners()) {
        Optional<Banner> same =
            known.stream().filter(each -> !banner.compared() && each.isOf(banner)).findFirst();
        kept = same.isPresent() ? kept.surveyed(card.name(), same.get()) : kept;
      }
    }
    return kept;
  }

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
