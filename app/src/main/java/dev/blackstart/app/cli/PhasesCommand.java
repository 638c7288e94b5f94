package dev.blackstart.app.cli;

import dev.blackstart.app.Json;
import dev.blackstart.app.OperatorFiles;
import dev.blackstart.app.PlanDocument;
import dev.blackstart.app.plain.PlanText;
import dev.blackstart.phase.Phases;
import dev.blackstart.run.Phase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "phases",
    mixinStandardHelpOptions = true,
    description = "The phases with their ids and what each claims.")
final class PhasesCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;
  @Mixin private AdoptOption adopt;

  @Override
  public Integer call() {
    OperatorFiles.Chosen chosen = adopt.on(shared.files()).orExample();
    Announcement.of(chosen, shared.json());
    List<Phase> phases = Phases.of(chosen.spec());
    if (shared.json()) {
      System.out.println(Json.line(Map.of("v", 1, "phases", PlanDocument.phases(phases))));
    } else {
      PlanText.phases(phases).forEach(System.out::println);
    }
    return ExitCodes.DONE;
  }
}
