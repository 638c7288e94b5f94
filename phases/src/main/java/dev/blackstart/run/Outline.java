package dev.blackstart.run;

import dev.blackstart.cluster.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run sets out to do, so that whoever reads its events needs no repository.
 *
 * @param phases in the order they run
 * @param budgets world time by phase id, and {@code total} for the run
 * @param nodes the machines of the cluster
 */
public record Outline(List<PhaseId> phases, Map<String, Duration> budgets, List<Node> nodes) {
  /** The name of the budget of a whole run. */
  public static final String TOTAL = "total";

  /** An outline of phases alone, as journals before this record hold it. */
  public Outline(List<PhaseId> phases) {
    this(phases, Map.of(), List.of());
  }
}
