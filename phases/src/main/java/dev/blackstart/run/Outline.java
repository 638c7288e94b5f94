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
 * @param claims what has to be true for a phase to be done, one sentence by phase id
 */
public record Outline(
    List<PhaseId> phases,
    Map<String, Duration> budgets,
    List<Node> nodes,
    Map<String, String> claims) {
  /** The name of the budget of a whole run. */
  public static final String TOTAL = "total";

  /** An outline that does not say what its phases claim. */
  public Outline(List<PhaseId> phases, Map<String, Duration> budgets, List<Node> nodes) {
    this(phases, budgets, nodes, Map.of());
  }

  /** An outline of phases alone, as journals before this record hold it. */
  public Outline(List<PhaseId> phases) {
    this(phases, Map.of(), List.of());
  }
}
