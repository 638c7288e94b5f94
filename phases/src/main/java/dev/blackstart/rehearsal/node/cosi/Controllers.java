package dev.blackstart.rehearsal.node.cosi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Talos's controllers (1.12): what each writes and reads. */
public final class Controllers {
  private static final Map<String, List<Edge>> EDGES = read();
  private static final Map<String, String> OWNERS = owners();

  private Controllers() {}

  /**
   * @param sort {@code out} for what only this one writes, {@code shared}, {@code strong}, {@code
   *     weak}, {@code destroy}
   */
  public record Edge(String sort, String namespace, String type) {}

  /** By name of the controller. */
  public static Map<String, List<Edge>> edges() {
    return EDGES;
  }

  /** The controller whose resources these are, or empty text. */
  static String owner(ResourceKind kind) {
    return OWNERS.getOrDefault(kind.type(), "");
  }

  private static Map<String, String> owners() {
    Map<String, String> owners = new HashMap<>();
    EDGES.forEach(
        (name, edges) ->
            edges.stream()
                .filter(edge -> edge.sort().equals("out"))
                .forEach(edge -> owners.put(edge.type(), name)));
    return owners;
  }

  private static Map<String, List<Edge>> read() {
    Map<String, List<Edge>> all = new TreeMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Controllers.class.getResourceAsStream("controllers.txt"),
                StandardCharsets.UTF_8))) {
      in.lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(
              line -> {
                int name = line.indexOf(": ");
                List<Edge> edges = new ArrayList<>();
                for (String edge : line.substring(name + 2).split(", ", -1)) {
                  edges.add(edge(edge));
                }
                all.put(line.substring(0, name), edges);
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** Written as {@code out TYPE}, {@code weak NAMESPACE/TYPE}. */
  private static Edge edge(String text) {
    int space = text.indexOf(' ');
    int slash = text.indexOf('/');
    String type = text.substring(Math.max(space, slash) + 1);
    String namespace =
        slash > 0 ? text.substring(space + 1, slash) : ResourceKinds.named(type).namespace();
    return new Edge(text.substring(0, space), namespace, type);
  }
}
