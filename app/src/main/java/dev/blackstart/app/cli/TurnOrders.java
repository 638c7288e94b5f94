package dev.blackstart.app.cli;

import dev.blackstart.app.InTurn;
import dev.blackstart.app.OperatorFiles;
import dev.blackstart.app.Turn;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** A verb's runs for several clusters: all of them are read before the first is touched. */
final class TurnOrders {
  private final Turn turn;
  private final Map<String, OperatorFiles.Chosen> chosen;
  private final Consumer<OperatorFiles.Chosen> over;

  private TurnOrders(
      Turn turn, Map<String, OperatorFiles.Chosen> chosen, Consumer<OperatorFiles.Chosen> over) {
    this.turn = turn;
    this.chosen = chosen;
    this.over = over;
  }

  /** Begins one cluster's run and drives it to its end; returns the exit code. */
  interface Run {
    /**
     * @param all every cluster of the turn
     */
    int of(OperatorFiles.Chosen chosen, List<ClusterSpec> all);
  }

  /**
   * @param files the repository for one of the clusters, sound
   * @param over gives up what is unfinished of a cluster, when that is wanted
   */
  static TurnOrders of(
      Turn turn,
      Function<String, OperatorFiles.Chosen> files,
      Consumer<OperatorFiles.Chosen> over) {
    Map<String, OperatorFiles.Chosen> chosen = new LinkedHashMap<>();
    turn.clusters().forEach(cluster -> chosen.put(cluster, files.apply(cluster)));
    return new TurnOrders(turn, chosen, over);
  }

  /** Returns the exit code of all. */
  int begin(World.Kind world, SharedOptions shared, Run run) {
    chosen.values().stream().findFirst().ifPresent(first -> Announcement.of(first, shared.json()));
    chosen.values().forEach(over);
    List<ClusterSpec> all = chosen.values().stream().map(OperatorFiles.Chosen::spec).toList();
    return new InTurn(shared.state(), turn, new TurnFace(shared.json()))
        .begin(world, cluster -> run.of(chosen.get(cluster), all));
  }
}
