package dev.blackstart.repository.settings;

import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Silence;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What {@code blackstart.yaml} says of one cluster.
 *
 * @param budgets by phase id, and {@code total}
 * @param silences findings that are known and meant
 * @param at where the cluster's name stands
 */
public record ClusterSettings(
    TalosSettings talos,
    BootstrapSettings bootstrap,
    Map<String, Setting<Duration>> budgets,
    List<Silence> silences,
    Place at) {
  /** The name of the file. */
  public static final String FILE = "blackstart.yaml";

  /** What holds for a cluster the file does not name. */
  public static final ClusterSettings NONE =
      new ClusterSettings(
          TalosSettings.NONE, BootstrapSettings.NONE, Map.of(), List.of(), new Place(FILE, 0));
}
