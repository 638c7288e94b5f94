package dev.blackstart.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.run.Event;
import dev.blackstart.run.Outline;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.RunId;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads back what {@link EventWriter} wrote. */
public final class EventReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EventReader() {}

  /**
   * The event of a line; absent for a kind a later version wrote.
   *
   * @throws IOException when the line is cut off or no JSON
   */
  public static Optional<Event> event(String line) throws IOException {
    JsonNode from = JSON.readTree(line);
    if (from == null || !from.isObject()) {
      throw new IOException("not an event");
    }
    Event.Stamp stamp =
        new Event.Stamp(
            Instant.parse(from.path("at").asText()),
            from.path("t_ms").asLong(),
            new RunId(from.path("run").asText()));
    return Optional.ofNullable(
        switch (from.path("event").asText()) {
          case "run.started" ->
              new Event.RunStarted(
                  stamp,
                  text(from, "cluster"),
                  world(from),
                  outline(from),
                  Instant.parse(text(from, "world_start")),
                  map(from, "options"));
          case "run.resumed" ->
              new Event.RunResumed(
                  stamp, text(from, "cluster"), world(from), outline(from), map(from, "options"));
          case "phase.started" -> new Event.PhaseStarted(stamp, phase(from), text(from, "because"));
          case "phase.skipped" ->
              new Event.PhaseSkipped(
                  stamp,
                  phase(from),
                  text(from, "because"),
                  text(from, "inputs"),
                  map(from, "files"));
          case "phase.done" ->
              new Event.PhaseDone(
                  stamp,
                  phase(from),
                  text(from, "because"),
                  text(from, "inputs"),
                  map(from, "files"),
                  from.path("took_ms").asLong(),
                  from.path("wall_ms").asLong());
          case "phase.failed" ->
              new Event.PhaseFailed(
                  stamp,
                  phase(from),
                  Failure.Kind.valueOf(upper(from, "kind")),
                  text(from, "what"),
                  text(from, "remedy"),
                  from.path("took_ms").asLong(),
                  from.path("wall_ms").asLong());
          case "node" ->
              new Event.NodeReported(
                  stamp,
                  text(from, "node"),
                  text(from, "address"),
                  MachineStage.valueOf(upper(from, "stage")),
                  text(from, "note"),
                  phase(from));
          case "kubernetes" ->
              new Event.KubernetesReported(
                  stamp,
                  text(from, "node"),
                  from.path("ready").asBoolean(),
                  text(from, "because"),
                  phase(from));
          case "release" ->
              new Event.ReleaseReported(
                  stamp,
                  phase(from),
                  text(from, "release"),
                  from.path("ready").asInt(),
                  from.path("total").asInt(),
                  waiting(from));
          case "flux" ->
              new Event.FluxReported(
                  stamp,
                  text(from, "because"),
                  from.path("ready").asInt(),
                  from.path("total").asInt(),
                  waiting(from));
          case "not_rehearsed" ->
              new Event.NotRehearsed(stamp, phase(from), texts(from, "objects"));
          case "progress" ->
              new Event.Progressed(
                  stamp,
                  phase(from),
                  text(from, "because"),
                  from.path("ready").asInt(),
                  from.path("total").asInt(),
                  waiting(from));
          case "wait" ->
              new Event.Waited(
                  stamp,
                  phase(from),
                  texts(from, "for"),
                  from.path("took_ms").asLong(),
                  from.path("wall_ms").asLong());
          case "log" -> new Event.Logged(stamp, phase(from), text(from, "line"));
          case "act" ->
              new Event.Acted(stamp, phase(from), text(from, "what"), texts(from, "by_hand"));
          case "check" ->
              new Event.Checked(
                  stamp,
                  phase(from),
                  text(from, "check"),
                  text(from, "asks"),
                  from.path("findings").asInt());
          case "finding" ->
              new Event.FindingMade(
                  stamp,
                  phase(from),
                  new Finding(
                      text(from, "id"),
                      Finding.Level.valueOf(upper(from, "level")),
                      text(from, "place"),
                      text(from, "what"),
                      text(from, "remedy")));
          case "budget" ->
              new Event.BudgetExtended(
                  stamp, phase(from), from.path("budget_ms").asLong(), text(from, "by"));
          case "pause" -> new Event.PauseAsked(stamp, text(from, "by"));
          case "working" ->
              new Event.StillWorking(
                  stamp,
                  phase(from),
                  text(from, "what"),
                  from.path("wall_ms").asLong(),
                  from.path("done_bytes").asLong(),
                  from.path("total_bytes").asLong(),
                  from.path("over").asBoolean());
          case "run.paused" -> new Event.RunPaused(stamp, phase(from), text(from, "by"));
          case "run.given_up" -> new Event.RunGivenUp(stamp, text(from, "by"));
          case "world" ->
              new Event.WorldStands(
                  stamp, text(from, "kubeconfig"), text(from, "talosconfig"), text(from, "stop"));
          case "run.ended" ->
              new Event.RunEnded(
                  stamp,
                  Event.Outcome.valueOf(upper(from, "outcome")),
                  from.path("exit").asInt(),
                  from.path("took_ms").asLong(),
                  from.path("wall_ms").asLong(),
                  from.path("own_ms").asLong(),
                  Optional.ofNullable(from.get("verdict")).map(JsonNode::asText),
                  objectives(from),
                  texts(from, "not_rehearsed"));
          default -> null;
        });
  }

  private static List<Event.Objective> objectives(JsonNode from) {
    List<Event.Objective> objectives = new ArrayList<>();
    from.path("objectives")
        .forEach(
            each ->
                objectives.add(
                    new Event.Objective(
                        text(each, "name"),
                        each.path("budget_ms").asLong(),
                        each.path("took_ms").asLong())));
    return objectives;
  }

  private static List<Waiting> waiting(JsonNode from) {
    List<Waiting> waiting = new ArrayList<>();
    from.path("waiting")
        .forEach(
            each ->
                waiting.add(
                    new Waiting(
                        text(each, "who"),
                        text(each, "reason"),
                        Optional.ofNullable(each.get("since"))
                            .map(since -> Instant.parse(since.asText())),
                        Optional.ofNullable(each.get("behind")).map(JsonNode::asText))));
    return waiting;
  }

  private static Map<String, String> map(JsonNode from, String key) {
    Map<String, String> map = new LinkedHashMap<>();
    from.path(key).properties().forEach(e -> map.put(e.getKey(), e.getValue().asText()));
    return map;
  }

  private static Outline outline(JsonNode from) {
    Map<String, Duration> budgets = new LinkedHashMap<>();
    from.path("budgets")
        .properties()
        .forEach(each -> budgets.put(each.getKey(), Duration.ofMillis(each.getValue().asLong())));
    List<Node> nodes = new ArrayList<>();
    for (JsonNode node : from.path("nodes")) {
      Role role = Role.named(text(node, "role"));
      nodes.add(new Node(text(node, "name"), text(node, "address"), role));
    }
    Map<String, String> claims = new LinkedHashMap<>();
    from.path("claims")
        .properties()
        .forEach(each -> claims.put(each.getKey(), each.getValue().asText()));
    return new Outline(
        texts(from, "phases").stream().map(PhaseId::new).toList(), budgets, nodes, claims);
  }

  private static List<String> texts(JsonNode from, String key) {
    List<String> texts = new ArrayList<>();
    from.path(key).forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static PhaseId phase(JsonNode from) {
    return new PhaseId(text(from, "phase"));
  }

  private static World.Kind world(JsonNode from) {
    return World.Kind.valueOf(upper(from, "world"));
  }

  private static String upper(JsonNode from, String key) {
    return text(from, key).toUpperCase(Locale.ROOT);
  }

  private static String text(JsonNode from, String key) {
    return from.path(key).asText();
  }
}
