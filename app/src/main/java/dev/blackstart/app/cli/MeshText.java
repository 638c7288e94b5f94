package dev.blackstart.app.cli;

import dev.blackstart.app.mesh.MeshLook;
import dev.blackstart.app.plain.Table;
import dev.blackstart.phase.stack.MeshSide;
import dev.blackstart.world.Waiting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A mesh in lines, and as a document. */
final class MeshText {
  private MeshText() {}

  /** A line for each cluster, and one for each thing that is wrong between them. */
  static List<String> lines(MeshLook look) {
    Table table = new Table();
    for (MeshSide side : look.sides()) {
      table.row(
          side.cluster(),
          side.name() + " (" + side.id() + ")",
          "authority " + (side.authority().isEmpty() ? "-" : side.authority().substring(0, 12)),
          "serves at " + (side.address().isEmpty() ? "-" : side.address()),
          "asks " + asks(side));
    }
    List<String> lines = new ArrayList<>(table.lines());
    for (Waiting each : look.wrong()) {
      lines.add("wrong: " + each.who() + " " + each.reason());
    }
    if (look.wrong().isEmpty()) {
      lines.add("names, ids, authority and addresses go together");
    }
    return lines;
  }

  private static String asks(MeshSide side) {
    String asks =
        new TreeMap<>(side.remotes())
            .entrySet().stream()
                .map(each -> each.getKey() + " at " + each.getValue())
                .collect(Collectors.joining(", "));
    return asks.isEmpty() ? "nobody" : asks;
  }

  static Map<String, Object> document(MeshLook look) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(
        "clusters",
        look.sides().stream()
            .map(
                side -> {
                  Map<String, Object> one = new LinkedHashMap<>();
                  one.put("cluster", side.cluster());
                  one.put("name", side.name());
                  one.put("id", side.id());
                  one.put("authority", side.authority());
                  one.put("address", side.address());
                  one.put("remotes", new TreeMap<>(side.remotes()));
                  return one;
                })
            .toList());
    document.put(
        "wrong",
        look.wrong().stream()
            .map(each -> Map.of("who", each.who(), "why", each.reason()))
            .toList());
    return document;
  }
}
