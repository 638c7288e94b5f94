package dev.blackstart.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How much of something that grows is printed. */
final class TailOptions {
  @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
  private CommandLine.Model.CommandSpec mixee;

  private int newest = 500;

  @Option(names = "--follow", description = "stay and print what comes")
  private boolean follow;

  @Option(
      names = "--tail",
      paramLabel = "N",
      description = "how much of the past, -1 for all (default: 500)")
  void newest(int wanted) {
    if (wanted < -1) {
      throw new ParameterException(mixee.commandLine(), "--tail takes a number from -1 up");
    }
    newest = wanted;
  }

  int newest() {
    return newest;
  }

  boolean follow() {
    return follow;
  }
}
