package dev.blackstart.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints a completion script: source it from your shell's start-up file.")
final class CompletionCommand implements Callable<Integer> {
  /** Shells the script is known to work in; zsh reads it through bashcompinit. */
  enum Shell {
    BASH,
    ZSH
  }

  @Parameters(index = "0", paramLabel = "SHELL", description = "bash or zsh")
  private Shell shell;

  @Override
  public Integer call() {
    switch (shell) {
      case BASH -> System.out.print(Blackstart.completion());
      case ZSH ->
          System.out.print(
              "autoload -U +X bashcompinit && bashcompinit\n" + Blackstart.completion());
    }
    return ExitCodes.DONE;
  }
}
