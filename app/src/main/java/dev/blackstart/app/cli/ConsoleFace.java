package dev.blackstart.app.cli;

import dev.blackstart.app.Rehearsals;
import dev.blackstart.app.StandingWorlds;
import dev.blackstart.app.plain.Harmless;
import dev.blackstart.app.tui.Console;
import dev.blackstart.app.tui.ConsoleOrder;
import dev.blackstart.app.tui.Parting;
import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.app.tui.model.TurnCluster;
import dev.blackstart.app.tui.terminal.Suitability;
import dev.blackstart.run.Event;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Shows a verb in the console where the terminal allows it, and says on leaving what goes on. */
final class ConsoleFace {
  private static final Set<String> OWN =
      Set.of("--window", "--theme", "--ascii", "--state", "--color", "--debug");

  private ConsoleFace() {}

  /**
   * Drives a run from the console.
   *
   * @param verb as it was called; the run's own process is called the same
   * @return its exit code; absent when the operator wants lines, or the terminal can show no more
   */
  static OptionalInt drive(CommandSpec verb, SharedOptions shared) throws InterruptedException {
    if (shared.lines() || !suits(verb, shared)) {
      return OptionalInt.empty();
    }
    List<String> begin = arguments(verb.commandLine().getParseResult());
    return OptionalInt.of(show(verb, shared.console(begin, false)));
  }

  /** Shows the console; returns the exit code of the run it began with, else 0. */
  static int show(CommandSpec verb, ConsoleOrder order) throws InterruptedException {
    Console.Left left = Console.show(order);
    if (!order.readonly()) {
      new StandingWorlds(order.state()).endLeftOver();
    }
    PrintWriter out = verb.commandLine().getOut();
    for (String complaint : left.complaints()) {
      verb.commandLine().getErr().println("blackstart: " + Harmless.text(complaint, false));
    }
    if (left.refused().isPresent()) {
      PrintWriter err = verb.commandLine().getErr();
      err.println("blackstart: " + Harmless.text(left.refused().get().what(), false));
      err.println("  " + Harmless.text(left.refused().get().remedy(), false));
      err.flush();
      return left.refused().get().exit();
    }
    left.run().ifPresent(run -> farewell(run, left.cutOff(), out));
    left.turn().forEach(each -> out.println("  cluster " + each.cluster() + " " + word(each)));
    out.flush();
    Optional<Event.RunEnded> ended = left.run().flatMap(RunPicture::ended);
    return order.begin().isEmpty()
        ? ExitCodes.DONE
        : of(left.turn(), ended.map(Event.RunEnded::exit).orElse(left.cutOff() ? 1 : 0));
  }

  /**
   * Whether a console can be shown. Says why not when there is a terminal that a console could have
   * been expected on.
   */
  static boolean suits(CommandSpec verb, SharedOptions shared) {
    if (shared.window()) {
      return true;
    }
    return switch (Suitability.of(System.getenv())) {
      case Suitability.Suits suits -> true;
      case Suitability.Unsuited unsuited -> {
        if (SharedOptions.onTerminal()) {
          PrintWriter err = verb.commandLine().getErr();
          err.println("blackstart: " + unsuited.because() + "; here are plain lines");
          err.flush();
        }
        yield false;
      }
    };
  }

  /** The run in view is one of several: that another one failed counts as well. */
  private static int of(List<TurnCluster> turn, int inView) {
    boolean failed = turn.stream().anyMatch(each -> each.state() == TurnCluster.State.FAILED);
    boolean stopped = turn.stream().anyMatch(each -> each.state() == TurnCluster.State.STOPPED);
    return inView != 0 ? inView : failed ? ExitCodes.FAILED : stopped ? ExitCodes.INTERRUPTED : 0;
  }

  private static String word(TurnCluster each) {
    return switch (each.state()) {
      case WAITS -> "waits for the one before";
      case RUNS -> "runs on, whether a console looks or not";
      case DONE -> "is done";
      case FAILED -> "failed";
      case STOPPED -> "was interrupted";
    };
  }

  private static void farewell(RunPicture run, boolean cutOff, PrintWriter out) {
    if (run.ended().isEmpty() && !cutOff) {
      out.println(Parting.words(run));
      return;
    }
    String name = "run " + run.run().name() + " of cluster " + run.cluster();
    if (run.ended().isEmpty()) {
      out.println(name + " was cut off; go on: blackstart resume " + run.run().name());
      return;
    }
    Event.RunEnded end = run.ended().get();
    String verdict = end.verdict().map(word -> ", verdict " + word).orElse("");
    out.println(name + ": " + end.outcome().name().toLowerCase(Locale.ROOT) + verdict);
    if (end.outcome() != Event.Outcome.DONE) {
      run.current()
          .flatMap(row -> row.trouble())
          .ifPresent(
              trouble -> {
                out.println("  " + Harmless.text(trouble.what(), false));
                out.println("  " + Harmless.text(trouble.remedy(), false));
              });
      out.println("  go on: blackstart resume " + run.run().name());
    }
  }

  /** A verb and its options as they were given, without those that are about faces and state. */
  private static List<String> arguments(ParseResult root) {
    ParseResult verb = root;
    while (verb.hasSubcommand()) {
      verb = verb.subcommand();
    }
    List<String> words = List.of(verb.commandSpec().qualifiedName(" ").split(" ", -1));
    List<String> arguments = new ArrayList<>(words.subList(1, words.size()));
    for (OptionSpec option : verb.matchedOptions()) {
      String name = option.longestName();
      if (OWN.contains(name)) {
        continue;
      }
      if (option.arity().max() == 0) {
        arguments.add(name);
      } else {
        option.originalStringValues().forEach(value -> arguments.add(name + "=" + value));
      }
    }
    verb.matchedPositionals()
        .forEach(positional -> arguments.addAll(positional.originalStringValues()));
    if (verb.commandSpec().name().equals("rehearse") && !arguments.contains("--keep")) {
      arguments.add(Rehearsals.WHILE_SHOWN);
    }
    return arguments;
  }
}
