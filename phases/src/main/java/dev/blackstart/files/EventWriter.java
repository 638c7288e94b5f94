package dev.blackstart.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blackstart.run.Event;
import dev.blackstart.run.Outline;
import dev.blackstart.run.PhaseId;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An event as one line of JSON: the form of the journal and of {@code --json}. */
public final class EventWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EventWriter() {}

  /** The line, without a line break. */
  public static String line(Event event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("v", 1);
    fields.put("at", event.stamp().at().toString());
    fields.put("t_ms", event.stamp().worldMillis());
    fields.put("run", event.stamp().run().name());
    body(event, fields);
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void body(Event event, Map<String, Object> to) {
    switch (event) {
      case Event.RunStarted e -> {
        to.put("event", "run.started");
        to.put("cluster", e.cluster());
        to.put("world", word(e.world()));
        outline(e.outline(), to);
        to.put("world_start", e.worldStart().toString());
        to.put("options", e.options());
      }
      case Event.RunResumed e -> {
        to.put("event", "run.resumed");
        to.put("cluster", e.cluster());
        to.put("world", word(e.world()));
        outline(e.outline(), to);
        to.put("options", e.options());
      }
      case Event.PhaseStarted e -> phase(to, "phase.started", e.phase(), e.because());
      case Event.PhaseSkipped e -> {
        phase(to, "phase.skipped", e.phase(), e.because());
        made(to, e.inputs(), e.files());
      }
      case Event.PhaseDone e -> {
        phase(to, "phase.done", e.phase(), e.because());
        made(to, e.inputs(), e.files());
        took(to, e.tookMillis(), e.wallMillis());
      }
      case Event.PhaseFailed e -> {
        to.put("event", "phase.failed");
        to.put("phase", e.phase().name());
        to.put("kind", e.kind().name().toLowerCase(Locale.ROOT));
        to.put("what", e.what());
        to.put("remedy", e.remedy());
        took(to, e.tookMillis(), e.wallMillis());
      }
      case Event.NodeReported e -> {
        to.put("event", "node");
        to.put("node", e.node());
        to.put("address", e.address());
        to.put("stage", e.stage().name().toLowerCase(Locale.ROOT));
        to.put("note", e.note());
        to.put("phase", e.phase().name());
      }
      case Event.KubernetesReported e -> {
        to.put("event", "kubernetes");
        to.put("node", e.node());
        to.put("ready", e.ready());
        to.put("because", e.because());
        to.put("phase", e.phase().name());
      }
      case Event.ReleaseReported e -> {
        to.put("event", "release");
        to.put("phase", e.phase().name());
        to.put("release", e.release());
        counted(to, e.ready(), e.total(), e.waiting());
      }
      case Event.FluxReported e -> {
        to.put("event", "flux");
        to.put("because", e.because());
        counted(to, e.ready(), e.total(), e.waiting());
      }
      case Event.NotRehearsed e -> {
        to.put("event", "not_rehearsed");
        to.put("phase", e.phase().name());
        to.put("count", e.objects().size());
        to.put("objects", e.objects());
      }
      case Event.Progressed e -> {
        phase(to, "progress", e.phase(), e.because());
        counted(to, e.ready(), e.total(), e.waiting());
      }
      case Event.Waited e -> {
        to.put("event", "wait");
        to.put("phase", e.phase().name());
        to.put("for", e.on());
        took(to, e.tookMillis(), e.wallMillis());
      }
      case Event.Logged e -> {
        to.put("event", "log");
        to.put("phase", e.phase().name());
        to.put("line", e.line());
      }
      case Event.Acted e -> {
        to.put("event", "act");
        to.put("phase", e.phase().name());
        to.put("what", e.what());
        to.put("by_hand", e.byHand());
      }
      case Event.Checked e -> {
        to.put("event", "check");
        to.put("phase", e.phase().name());
        to.put("check", e.check());
        to.put("asks", e.asks());
        to.put("findings", e.findings());
      }
      case Event.FindingMade e -> {
        to.put("event", "finding");
        to.put("phase", e.phase().name());
        to.put("id", e.finding().id());
        to.put("level", e.finding().level().name().toLowerCase(Locale.ROOT));
        to.put("place", e.finding().at());
        to.put("what", e.finding().what());
        to.put("remedy", e.finding().remedy());
      }
      case Event.BudgetExtended e -> {
        to.put("event", "budget");
        to.put("phase", e.phase().name());
        to.put("budget_ms", e.budgetMillis());
        to.put("by", e.by());
      }
      case Event.PauseAsked e -> {
        to.put("event", "pause");
        to.put("by", e.by());
      }
      case Event.StillWorking e -> {
        to.put("event", "working");
        to.put("phase", e.phase().name());
        to.put("what", e.what());
        to.put("wall_ms", e.wallMillis());
        if (e.done() > 0) {
          to.put("done_bytes", e.done());
        }
        if (e.total() > 0) {
          to.put("total_bytes", e.total());
        }
        to.put("over", e.over());
      }
      case Event.RunPaused e -> {
        to.put("event", "run.paused");
        to.put("phase", e.phase().name());
        to.put("by", e.by());
      }
      case Event.RunGivenUp e -> {
        to.put("event", "run.given_up");
        to.put("by", e.by());
      }
      case Event.WorldStands e -> {
        to.put("event", "world");
        to.put("kubeconfig", e.kubeconfig());
        to.put("talosconfig", e.talosconfig());
        to.put("stop", e.stop());
      }
      case Event.RunEnded e -> ended(to, e);
    }
  }

  private static void ended(Map<String, Object> to, Event.RunEnded e) {
    to.put("event", "run.ended");
    to.put("outcome", e.outcome().name().toLowerCase(Locale.ROOT));
    to.put("exit", e.exit());
    took(to, e.tookMillis(), e.wallMillis());
    to.put("own_ms", e.ownMillis());
    e.verdict().ifPresent(verdict -> to.put("verdict", verdict));
    List<Map<String, Object>> objectives = new ArrayList<>();
    for (Event.Objective objective : e.objectives()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", objective.name());
      one.put("budget_ms", objective.budgetMillis());
      one.put("took_ms", objective.tookMillis());
      one.put("kept", objective.kept());
      objectives.add(one);
    }
    to.put("objectives", objectives);
    to.put("not_rehearsed", e.notRehearsed());
  }

  private static void phase(Map<String, Object> to, String kind, PhaseId phase, String because) {
    to.put("event", kind);
    to.put("phase", phase.name());
    to.put("because", because);
  }

  private static void made(Map<String, Object> to, String inputs, Map<String, String> files) {
    to.put("inputs", inputs);
    if (!files.isEmpty()) {
      to.put("files", files);
    }
  }

  private static void took(Map<String, Object> to, long world, long wall) {
    to.put("took_ms", world);
    to.put("wall_ms", wall);
  }

  private static void counted(Map<String, Object> to, int ready, int total, List<Waiting> waiting) {
    to.put("ready", ready);
    to.put("total", total);
    List<Map<String, Object>> who = new ArrayList<>();
    for (Waiting each : waiting) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("who", each.who());
      one.put("reason", each.reason());
      each.since().ifPresent(since -> one.put("since", since.toString()));
      each.behind().ifPresent(behind -> one.put("behind", behind));
      who.add(one);
    }
    to.put("waiting", who);
  }

  private static void outline(Outline outline, Map<String, Object> to) {
    to.put("phases", names(outline.phases()));
    Map<String, Long> budgets = new LinkedHashMap<>();
    outline.budgets().forEach((name, budget) -> budgets.put(name, budget.toMillis()));
    to.put("budgets", budgets);
    to.put(
        "nodes",
        outline.nodes().stream()
            .map(
                node ->
                    Map.of(
                        "name", node.name(),
                        "address", node.address(),
                        "role", node.role().machineType()))
            .toList());
    to.put("claims", outline.claims());
  }

  private static List<String> names(List<PhaseId> phases) {
    return phases.stream().map(PhaseId::name).toList();
  }

  private static String word(World.Kind world) {
    return world.name().toLowerCase(Locale.ROOT);
  }
}
