package dev.blackstart.app.cli;

import dev.blackstart.app.Json;
import dev.blackstart.app.Refusal;
import dev.blackstart.app.RunHistory;
import dev.blackstart.app.plain.Harmless;
import dev.blackstart.app.report.ReportHtml;
import dev.blackstart.app.report.ReportMarkdown;
import dev.blackstart.app.report.ReportObject;
import dev.blackstart.app.report.RunReport;
import dev.blackstart.files.FileJournal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "What a run was: what was done when, what it took, what failed and the remedy.")
final class ReportCommand implements Callable<Integer> {
  /** How a report is written. */
  enum Format {
    MD,
    HTML,
    JSON
  }

  @Mixin private SharedOptions shared;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      description = "which run (default: the last one of --cluster)")
  private String run;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "md, html (one file that loads nothing) or json; default md")
  private Format format = Format.MD;

  @Override
  public Integer call() {
    RunHistory.Past past = chosen(new RunHistory(shared.state()));
    RunReport report =
        RunReport.of(FileJournal.read(past.found().folder()))
            .orElseThrow(() -> unknown(past.found().run().name()));
    switch (shared.json() ? Format.JSON : format) {
      case MD -> print(ReportMarkdown.lines(report));
      case HTML -> print(ReportHtml.lines(report));
      case JSON -> {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("v", 1);
        document.put("report", ReportObject.of(report));
        System.out.println(Json.line(document));
      }
    }
    return ExitCodes.DONE;
  }

  private RunHistory.Past chosen(RunHistory history) {
    if (run != null) {
      return history.run(run).orElseThrow(() -> unknown(run));
    }
    List<RunHistory.Past> runs = shared.cluster().map(history::of).orElseGet(history::all);
    List<String> clusters =
        runs.stream().map(past -> past.found().cluster()).distinct().sorted().toList();
    if (clusters.size() > 1) {
      throw new Refusal(
          ExitCodes.USAGE,
          "there are runs of more than one cluster: " + String.join(", ", clusters),
          "name one with --cluster, or a run");
    }
    if (runs.isEmpty()) {
      throw new Refusal(
          ExitCodes.USAGE,
          "there is no run" + shared.cluster().map(name -> " of cluster " + name).orElse(""),
          "begin one: blackstart rehearse; --state names another folder of runs");
    }
    return runs.getLast();
  }

  private static Refusal unknown(String name) {
    return new Refusal(ExitCodes.USAGE, "no run is called " + name, "see: blackstart runs");
  }

  private static void print(List<String> lines) {
    lines.forEach(line -> System.out.println(Harmless.text(line, false)));
  }
}
