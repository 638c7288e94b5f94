package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Fact;
import dev.blackstart.app.look.Section;
import dev.blackstart.app.look.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** What was done, act by act, each with the command of the field that does the same. */
final class JournalDetails {
  private JournalDetails() {}

  static List<Section> of(RunPicture run) {
    List<Section> sections = new ArrayList<>();
    String plan = "blackstart plan --cluster " + run.cluster() + " --render .";
    List<Fact> first = new ArrayList<>();
    first.add(
        Fact.of(Weight.QUIET, "the files the commands name are written by: " + plan).seenBy(plan));
    run.standing()
        .ifPresent(
            world -> {
              String export =
                  "export KUBECONFIG=" + world.kubeconfig() + " TALOSCONFIG=" + world.talosconfig();
              first.add(
                  Fact.of(Weight.QUIET, "they reach this world by: " + export).seenBy(export));
            });
    sections.add(new Section("by hand", first));
    Details.add(sections, "what was done", facts(run, deed -> true));
    return sections;
  }

  /** Below what was changed stand its commands. */
  static List<Fact> facts(RunPicture run, Predicate<Chronicle.Deed> of) {
    List<Fact> facts = new ArrayList<>();
    int width = run.phases().keySet().stream().mapToInt(id -> id.name().length()).max().orElse(0);
    for (Chronicle.Deed deed : run.chronicle().deeds()) {
      if (!of.test(deed)) {
        continue;
      }
      Fact fact =
          Fact.of(
              weight(deed.result()),
              String.format(
                  Locale.ROOT,
                  "%8s  %-" + Math.max(4, width) + "s  %s",
                  "+" + Times.of(deed.at()),
                  deed.by(),
                  deed.what()));
      facts.add(deed.byHand().isEmpty() ? fact : fact.seenBy(deed.byHand().getFirst()));
      deed.byHand()
          .forEach(command -> facts.add(Fact.of(Weight.QUIET, command).deeper(5).seenBy(command)));
    }
    return facts;
  }

  private static Weight weight(Chronicle.Result result) {
    return switch (result) {
      case BEGUN -> Weight.QUIET;
      case ACT -> Weight.PLAIN;
      case GOOD -> Weight.GOOD;
      case WAITS -> Weight.WAITS;
      case BAD -> Weight.BAD;
    };
  }
}
