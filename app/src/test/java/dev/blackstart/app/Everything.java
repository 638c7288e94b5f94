package dev.blackstart.app;

import dev.blackstart.app.look.Fact;
import dev.blackstart.app.look.Looks;
import dev.blackstart.app.look.ReportLook;
import dev.blackstart.app.look.Section;
import dev.blackstart.app.look.Topic;
import dev.blackstart.app.report.ReportHtml;
import dev.blackstart.app.report.ReportMarkdown;
import dev.blackstart.app.report.ReportObject;
import dev.blackstart.app.report.RunReport;
import dev.blackstart.cluster.Node;
import dev.blackstart.files.FileJournal;
import dev.blackstart.files.StateFolder;
import dev.blackstart.phase.Phases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Everything that can be looked up about a run and its world, as one text. */
final class Everything {
  private Everything() {}

  static String toBeSeen(Path state) throws InterruptedException {
    RunHistory.Past past = new RunHistory(new StateFolder(state)).all().getLast();
    StringBuilder seen = new StringBuilder();
    try (Inspection inspection = Inspection.of(past)) {
      Looks looks = new Looks(inspection);
      for (Topic.InWorld topic : topics(inspection)) {
        text(looks.sections(topic), seen);
      }
    }
    text(ReportLook.sections(past.found().folder()), seen);
    RunReport report = RunReport.of(FileJournal.read(past.found().folder())).orElseThrow();
    ReportMarkdown.lines(report).forEach(seen::append);
    ReportHtml.lines(report).forEach(seen::append);
    return seen.append(ReportObject.of(report)).toString();
  }

  private static List<Topic.InWorld> topics(Inspection inspection) {
    List<Topic.InWorld> topics = new ArrayList<>(List.of(new Topic.Flux(), new Topic.Crds()));
    Phases.of(inspection.spec()).forEach(phase -> topics.add(new Topic.Release(phase.id().name())));
    for (Node node : inspection.spec().nodes()) {
      for (Topic.NodePart part : Topic.NodePart.values()) {
        topics.add(new Topic.OfNode(node.name(), part));
      }
      for (String service : List.of(Topic.KERNEL, "machined", "kubelet", "apid")) {
        topics.add(new Topic.NodeLog(node.name(), service));
      }
    }
    return topics;
  }

  private static void text(List<Section> sections, StringBuilder to) {
    for (Section section : sections) {
      to.append(section.title()).append('\n');
      for (Fact fact : section.facts()) {
        to.append(fact.text()).append('\n').append(fact.command().orElse("")).append('\n');
      }
    }
  }
}
