package dev.blackstart.app.cli;

import dev.blackstart.app.InTurn;
import dev.blackstart.app.Json;
import dev.blackstart.app.mesh.MeshLook;
import dev.blackstart.app.plain.Harmless;
import dev.blackstart.app.plain.Table;
import dev.blackstart.app.report.Lapse;
import dev.blackstart.run.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows the runs of several clusters: whose turn it is, and how each ended. */
final class TurnFace implements InTurn.Told {
  private final boolean json;

  TurnFace(boolean json) {
    this.json = json;
  }

  @Override
  public void begins(String cluster, int place, int of) {
    if (!json) {
      say("cluster " + cluster + ", " + place + " of " + of);
    }
  }

  @Override
  public void ended(List<InTurn.Ended> all) {
    MeshLook mesh = MeshLook.after(all.stream().flatMap(each -> each.run().stream()).toList());
    if (json) {
      Map<String, Object> document = document(all);
      if (mesh.sides().size() > 1) {
        document.put("mesh", MeshText.document(mesh));
      }
      System.out.println(Json.line(document));
      return;
    }
    Table table = new Table();
    for (InTurn.Ended each : all) {
      table.row(
          each.cluster(),
          each.word(),
          each.run().map(past -> past.found().run().name()).orElse("-"),
          end(each).map(end -> Lapse.of(end.tookMillis())).orElse(""));
    }
    say("clusters in turn");
    table.lines().forEach(line -> say("  " + line));
    if (mesh.sides().size() > 1) {
      say("clustermesh");
      MeshText.lines(mesh).forEach(line -> say("  " + line));
    }
    all.stream()
        .filter(each -> each.run().isEmpty())
        .findFirst()
        .ifPresent(
            each -> say("cluster " + each.cluster() + " waits for the one before: resume goes on"));
  }

  private static Optional<Event.RunEnded> end(InTurn.Ended each) {
    return each.run().flatMap(past -> past.status().ended());
  }

  private static Map<String, Object> document(List<InTurn.Ended> all) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("v", 1);
    document.put("event", "clusters.ended");
    document.put(
        "clusters",
        all.stream()
            .map(
                each -> {
                  Map<String, Object> one = new LinkedHashMap<>();
                  one.put("cluster", each.cluster());
                  each.run().ifPresent(past -> one.put("run", past.found().run().name()));
                  one.put("outcome", each.word());
                  end(each).ifPresent(end -> one.put("exit", end.exit()));
                  return one;
                })
            .toList());
    return document;
  }

  private static void say(String line) {
    System.out.println(Harmless.text(line, false));
    System.out.flush();
  }
}
