package dev.blackstart.app.cli;

import dev.blackstart.app.Json;
import dev.blackstart.app.RunHistory;
import dev.blackstart.app.Unfinished;
import dev.blackstart.app.plain.Harmless;
import dev.blackstart.app.plain.ResumeText;
import dev.blackstart.app.plain.Table;
import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseStatus;
import dev.blackstart.run.RunStatus;
import dev.blackstart.world.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = "The runs there have been, and which can go on.")
final class RunsCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  @Override
  public Integer call() {
    RunHistory.Known history = new RunHistory(shared.state()).known();
    for (Failure damaged : history.damaged()) {
      System.err.println(Harmless.text("blackstart: " + damaged.what(), false));
      System.err.println(Harmless.text("  " + damaged.remedy(), false));
    }
    List<RunHistory.Past> runs =
        history.runs().stream()
            .filter(past -> shared.cluster().map(past.found().cluster()::equals).orElse(true))
            .toList();
    if (shared.json()) {
      System.out.println(
          Json.line(Map.of("v", 1, "runs", runs.stream().map(RunsCommand::json).toList())));
      return ExitCodes.DONE;
    }
    if (runs.isEmpty()) {
      System.out.println("no runs yet");
      return ExitCodes.DONE;
    }
    Table table = new Table("RUN", "CLUSTER", "WORLD", "OPERATION", "STATE", "PHASES", "CAN GO ON");
    runs.forEach(
        past ->
            table.row(
                past.found().run().name(),
                past.found().cluster(),
                world(past.status()),
                past.status().operation(),
                state(past),
                held(past.status()) + " of " + past.status().phases().size(),
                past.resumable() ? "yes" : "no"));
    table.lines().forEach(System.out::println);
    runs.stream()
        .filter(RunHistory.Past::resumable)
        .forEach(past -> Resumable.print(past, shared.state()));
    return ExitCodes.DONE;
  }

  private static Map<String, Object> json(RunHistory.Past past) {
    RunStatus status = past.status();
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("run", past.found().run().name());
    one.put("cluster", past.found().cluster());
    one.put("world", world(status));
    one.put("operation", status.operation());
    one.put("started", status.startedAt().toString());
    one.put("state", state(past));
    one.put("phases_held", held(status));
    one.put("phases", status.phases().size());
    one.put("resumable", past.resumable());
    status.ended().map(Event.RunEnded::exit).ifPresent(exit -> one.put("exit", exit));
    status.ended().flatMap(Event.RunEnded::verdict).ifPresent(word -> one.put("verdict", word));
    one.put("world_stands", past.world().isPresent());
    if (past.resumable()) {
      one.put("unfinished", ResumeText.json(Unfinished.of(past)));
    }
    return one;
  }

  private static String state(RunHistory.Past past) {
    if (past.engine().isPresent()) {
      return "running";
    }
    if (past.status().givenUp().isPresent()) {
      return "given up";
    }
    return past.status()
        .ended()
        .map(ended -> ended.outcome().name().toLowerCase(Locale.ROOT))
        .orElse("cut short");
  }

  private static long held(RunStatus status) {
    return status.phases().values().stream().filter(PhaseStatus::holds).count();
  }

  private static String world(RunStatus status) {
    return status.world().name().toLowerCase(Locale.ROOT);
  }
}
