package dev.blackstart.app.cli;

import dev.blackstart.app.Json;
import dev.blackstart.app.OperatorFiles;
import dev.blackstart.app.PlanDocument;
import dev.blackstart.app.plain.PlanText;
import dev.blackstart.phase.Phases;
import dev.blackstart.phase.PlannedStages;
import dev.blackstart.run.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "phases",
    mixinStandardHelpOptions = true,
    description = "The phases with their ids and what each claims, and the stages after them.")
final class PhasesCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;
  @Mixin private AdoptOption adopt;

  @Override
  public Integer call() {
    OperatorFiles.Chosen chosen = adopt.on(shared.files()).orExample();
    Announcement.of(chosen, shared.json());
    List<Phase> phases = Phases.of(chosen.spec());
    if (shared.json()) {
      Map<String, Object> course = new LinkedHashMap<>();
      course.put("v", 1);
      course.put("phases", PlanDocument.phases(phases));
      PlannedStages.of(chosen.spec(), phases)
          .ifPresent(stages -> course.put("stages", PlanDocument.stages(stages)));
      System.out.println(Json.line(course));
    } else {
      PlanText.course(chosen.spec(), phases).forEach(System.out::println);
    }
    return ExitCodes.DONE;
  }
}
