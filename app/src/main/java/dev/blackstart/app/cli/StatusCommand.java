package dev.blackstart.app.cli;

import dev.blackstart.app.Inspection;
import dev.blackstart.app.Json;
import dev.blackstart.app.RunHistory;
import dev.blackstart.app.Standing;
import dev.blackstart.app.Unfinished;
import dev.blackstart.app.look.Fact;
import dev.blackstart.app.look.Looks;
import dev.blackstart.app.look.Section;
import dev.blackstart.app.look.SectionText;
import dev.blackstart.app.look.Topic;
import dev.blackstart.app.plain.Harmless;
import dev.blackstart.app.plain.Ink;
import dev.blackstart.app.plain.ResumeText;
import dev.blackstart.phase.Phases;
import dev.blackstart.run.Condition;
import dev.blackstart.run.Phase;
import dev.blackstart.run.Selection;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Which claims hold now, and which do not and why.",
      "With a phase: what the cluster says about it, such as a release's objects, Flux's tree,"
          + " CRDs."
    })
final class StatusCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;
  @Mixin private AdoptOption adopt;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PHASE",
      description = "only this phase, in full")
  private String phase;

  @Override
  public Integer call() throws InterruptedException {
    return phase == null ? claims() : details();
  }

  private int details() throws InterruptedException {
    try (Inspection inspection = Inspection.last(shared.state(), adopt.on(shared.files()))) {
      List<Phase> phases = Phases.of(inspection.spec());
      Selection only = new Selection(Optional.empty(), Optional.empty(), Optional.of(phase));
      Phase chosen = phases.get(only.within(phases).first());
      Condition condition = checked(chosen, inspection.world());
      List<Section> sections =
          new Looks(inspection).sections(new Topic.Release(chosen.id().name()));
      if (shared.json()) {
        System.out.println(Json.line(json(chosen, condition, sections)));
      } else {
        System.out.println(line(chosen.id().name(), condition.met(), condition.because()));
        condition.waiting().forEach(StatusCommand::print);
        SectionText.lines(sections, shared.colours()).forEach(System.out::println);
      }
      return condition.met() ? ExitCodes.DONE : ExitCodes.FAILED;
    }
  }

  private static Condition checked(Phase phase, World world) throws InterruptedException {
    try {
      return phase.check(world);
    } catch (Failure failure) {
      return Condition.unmet(failure.what());
    }
  }

  private int claims() throws InterruptedException {
    Standing standing = Standing.of(shared.state(), adopt.on(shared.files()));
    if (shared.json()) {
      Map<String, Object> document = json(standing);
      document.put(
          "unfinished",
          unfinished(standing).stream().map(past -> ResumeText.json(Unfinished.of(past))).toList());
      follows(standing).ifPresent(text -> document.put("follows", text.json()));
      System.out.println(Json.line(document));
    } else {
      print(standing);
      follows(standing)
          .ifPresent(
              text -> text.lines().forEach(each -> System.out.println(Harmless.text(each, false))));
      unfinished(standing).forEach(past -> Resumable.print(past, shared.state()));
    }
    return standing.allHold() ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  /** Which commits the clusters of the repository follow, when there is a world to ask. */
  private Optional<FollowingText> follows(Standing standing) {
    return standing.source().equals("world")
        ? Optional.of(new FollowingText(shared.state(), shared.files()))
        : Optional.empty();
  }

  private List<RunHistory.Past> unfinished(Standing standing) {
    return new RunHistory(shared.state())
        .of(standing.cluster()).stream().filter(RunHistory.Past::resumable).toList();
  }

  private void print(Standing standing) {
    System.out.println(standing.title());
    for (Standing.Claim claim : standing.claims()) {
      System.out.println(line(claim.phase(), claim.holds(), claim.because()));
      claim.waiting().stream().limit(5).forEach(StatusCommand::print);
      if (claim.waiting().size() > 5) {
        print(new Waiting("and " + (claim.waiting().size() - 5) + " more", ""));
      }
    }
  }

  private String line(String phase, boolean holds, String because) {
    String word =
        holds
            ? Ink.GOOD.on("holds     ", shared.colours())
            : Ink.BAD.on("holds not ", shared.colours());
    return Harmless.text(
        String.format(Locale.ROOT, "  %-18s%s%s", phase, word, because), shared.colours());
  }

  private static void print(Waiting waiting) {
    System.out.println(Harmless.text(" ".repeat(30) + waiting, false));
  }

  private static Map<String, Object> json(
      Phase phase, Condition condition, List<Section> sections) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("v", 1);
    one.put("phase", phase.id().name());
    one.put("holds", condition.met());
    one.put("because", condition.because());
    one.put("waiting", waiting(condition.waiting()));
    one.put(
        "sections",
        sections.stream()
            .map(
                section ->
                    Map.of(
                        "title",
                        section.title(),
                        "lines",
                        section.facts().stream().map(Fact::text).toList()))
            .toList());
    return one;
  }

  private static Map<String, Object> json(Standing standing) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("v", 1);
    document.put("cluster", standing.cluster());
    document.put("source", standing.source());
    standing.run().ifPresent(run -> document.put("run", run));
    document.put(
        "status",
        standing.claims().stream()
            .map(
                claim -> {
                  Map<String, Object> one = new LinkedHashMap<>();
                  one.put("phase", claim.phase());
                  one.put("holds", claim.holds());
                  one.put("because", claim.because());
                  one.put("waiting", waiting(claim.waiting()));
                  return one;
                })
            .toList());
    return document;
  }

  private static List<Map<String, String>> waiting(List<Waiting> waiting) {
    return waiting.stream()
        .map(each -> Map.of("who", each.who(), "reason", each.reason()))
        .toList();
  }
}
