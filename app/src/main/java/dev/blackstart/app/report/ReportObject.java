package dev.blackstart.app.report;

import dev.blackstart.cluster.Finding;
import dev.blackstart.run.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** A report for programs: the value of {@code report} in {@code {"v":1,"report":…}}. */
public final class ReportObject {
  private ReportObject() {}

  public static Map<String, Object> of(RunReport report) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("run", report.run().name());
    one.put("cluster", report.cluster());
    one.put("world", word(report.world()));
    one.put("operation", report.operation());
    one.put("started", report.started().toString());
    one.put("last", report.last().toString());
    one.put("t_ms", report.lastMillis());
    one.put("budget_ms", report.budget());
    report.ended().ifPresent(end -> one.put("ended", ended(end)));
    one.put("phases", each(report.phases(), ReportObject::phase));
    one.put("nodes", each(report.nodes(), ReportObject::node));
    one.put(
        "acts",
        each(
            report.acts(),
            act ->
                fields(
                    "t_ms",
                    act.at(),
                    "phase",
                    act.phase(),
                    "what",
                    act.what(),
                    "by_hand",
                    act.byHand())));
    one.put(
        "waits",
        each(
            report.waits(),
            wait -> fields("phase", wait.phase(), "for", wait.on(), "took_ms", wait.took())));
    one.put(
        "checks",
        each(
            report.prerequisites(),
            check ->
                fields("check", check.id(), "asks", check.asks(), "findings", check.findings())));
    one.put(
        "hand_over",
        each(
            report.handedOver(),
            handed ->
                fields("release", handed.release(), "fate", handed.fate(), "what", handed.what())));
    one.put("findings", each(report.findings(), ReportObject::finding));
    one.put(
        "orders",
        each(
            report.orders(),
            order -> fields("t_ms", order.at(), "by", order.by(), "what", order.what())));
    one.put("not_rehearsed", report.notRehearsed());
    return one;
  }

  private static Map<String, Object> ended(Event.RunEnded end) {
    Map<String, Object> one =
        fields(
            "outcome", word(end.outcome()),
            "exit", end.exit(),
            "took_ms", end.tookMillis(),
            "wall_ms", end.wallMillis(),
            "own_ms", end.ownMillis());
    end.verdict().ifPresent(verdict -> one.put("verdict", verdict));
    one.put(
        "objectives",
        each(
            end.objectives(),
            objective ->
                fields(
                    "name", objective.name(),
                    "budget_ms", objective.budgetMillis(),
                    "took_ms", objective.tookMillis(),
                    "kept", objective.kept())));
    return one;
  }

  private static Map<String, Object> phase(RunReport.Stretch phase) {
    Map<String, Object> one =
        fields(
            "phase", phase.phase(),
            "state", word(phase.status()),
            "because", phase.because(),
            "took_ms", phase.took(),
            "wall_ms", phase.wall(),
            "budget_ms", phase.budget(),
            "attempts", phase.attempts());
    phase
        .trouble()
        .ifPresent(
            trouble ->
                one.put(
                    "failure",
                    fields(
                        "kind", trouble.kind(),
                        "what", trouble.what(),
                        "remedy", trouble.remedy())));
    return one;
  }

  private static Map<String, Object> node(RunReport.Machine machine) {
    return fields(
        "name", machine.node().name(),
        "address", machine.node().address(),
        "role", machine.node().role().machineType(),
        "stage", machine.stage(),
        "note", machine.note());
  }

  private static Map<String, Object> finding(RunReport.Remark remark) {
    Finding finding = remark.finding();
    return fields(
        "phase", remark.phase(),
        "id", finding.id(),
        "level", word(finding.level()),
        "at", finding.at(),
        "what", finding.what(),
        "remedy", finding.remedy());
  }

  private static <T> List<Map<String, Object>> each(
      List<T> items, Function<T, Map<String, Object>> fields) {
    return items.stream().map(fields).toList();
  }

  private static Map<String, Object> fields(Object... keysAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      fields.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return fields;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
