package dev.blackstart.app.cli;

import dev.blackstart.app.Refusal;
import dev.blackstart.run.Selection;
import dev.blackstart.world.Failure;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The root of the command line. */
@Command(
    name = "blackstart",
    mixinStandardHelpOptions = true,
    version = "blackstart 0.1.0",
    description = {
      "Brings a Talos Linux Kubernetes cluster from bare machines to a reconciling GitOps state,",
      "and rehearses that against simulated machines.",
      "Without a verb: the console, on the clusters of the repository."
    })
public final class Blackstart implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @CommandLine.Mixin private SharedOptions shared;

  @CommandLine.Option(
      names = "--readonly",
      description = "a console that only looks: it starts, ends and changes nothing")
  private boolean readonly;

  @Override
  public Integer call() throws InterruptedException {
    if (shared.json()) {
      throw new ParameterException(
          spec.commandLine(), "name a verb to have JSON, such as: blackstart plan --json");
    }
    return shared.lines() || !ConsoleFace.suits(spec, shared)
        ? new PlainOpening(shared).print()
        : ConsoleFace.show(spec, shared.console(List.of(), readonly));
  }

  /** Runs the command line; returns the exit code. */
  public static int run(String... args) {
    CommandLine line = Verbs.called(args);
    line.setParameterExceptionHandler(Blackstart::misused);
    line.setExecutionExceptionHandler(Blackstart::failed);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionStrategy(Blackstart::execute);
    return line.execute(args);
  }

  /** What is said before the verb is about the console, so a verb would not hear it. */
  private static int execute(ParseResult parsed) {
    if (parsed.hasSubcommand() && !parsed.matchedOptions().isEmpty()) {
      String option = parsed.matchedOptions().getFirst().longestName();
      String verb = parsed.subcommand().commandSpec().name();
      throw new ParameterException(
          parsed.commandSpec().commandLine(),
          "write " + option + " after the verb: blackstart " + verb + " " + option);
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /** The completion script of the whole command line. */
  static String completion() {
    return AutoComplete.bash("blackstart", Verbs.all());
  }

  private static int misused(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("blackstart: " + firstLine(e.getMessage()));
    err.println("  see: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitCodes.USAGE;
  }

  private static int failed(Exception e, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    boolean debug = parsed.expandedArgs().contains("--debug");
    if (debug) {
      e.printStackTrace(err);
    }
    return switch (e) {
      case Refusal refusal -> say(err, refusal.getMessage(), refusal.remedy(), refusal.exit());
      case Selection.UnknownPhase unknown ->
          say(err, unknown.getMessage(), unknown.remedy(), ExitCodes.USAGE);
      case Failure failure ->
          say(err, failure.what(), failure.remedy(), ExitCodes.of(failure.kind()));
      // Who interrupted it has the last words.
      case InterruptedException interrupted -> ExitCodes.INTERRUPTED;
      default ->
          say(
              err,
              "something of our own broke: " + e,
              "please report it; --debug prints the stack trace",
              ExitCodes.FAILED);
    };
  }

  private static int say(PrintWriter err, String what, String remedy, int exit) {
    err.println("blackstart: " + what);
    err.println("  " + remedy);
    err.flush();
    return exit;
  }

  private static String firstLine(String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }
}
