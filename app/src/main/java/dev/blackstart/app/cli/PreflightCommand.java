package dev.blackstart.app.cli;

import dev.blackstart.app.ConfigPatches;
import dev.blackstart.app.Json;
import dev.blackstart.app.LiveLook;
import dev.blackstart.app.OperatorFiles;
import dev.blackstart.app.PlanDocument;
import dev.blackstart.app.plain.PlanText;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Finding.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "preflight",
    mixinStandardHelpOptions = true,
    description = "Looks at every prerequisite of a run on the live machines; touches nothing.")
final class PreflightCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;
  @Mixin private AdoptOption adopt;
  @Mixin private PatchOptions patches;
  @Mixin private ExecOption exec;

  @Override
  public Integer call() throws InterruptedException {
    OperatorFiles.Chosen chosen = adopt.on(exec.on(shared.files())).forLive();
    ConfigPatches extra = patches.patches().with(shared.vars());
    ClusterSpec spec = extra.on(chosen.spec());
    List<Finding> findings = LiveLook.preflight(spec, chosen.charts());
    if (shared.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("v", 1);
      document.put("cluster", spec.name());
      document.put("preflight", PlanDocument.findings(findings));
      System.out.println(Json.line(document));
    } else if (findings.isEmpty()) {
      System.out.println("cluster " + spec.name() + ": every prerequisite is there");
    } else {
      PlanText.findings(findings, shared.colours()).forEach(System.out::println);
    }
    boolean broken = findings.stream().anyMatch(finding -> finding.level() == Level.ERROR);
    return broken ? ExitCodes.PREREQUISITE : ExitCodes.DONE;
  }
}
