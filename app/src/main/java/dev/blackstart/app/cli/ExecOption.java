package dev.blackstart.app.cli;

import dev.blackstart.app.OperatorFiles;
import picocli.CommandLine.Option;

/** The leave to run what a repository asks for. */
final class ExecOption {
  @Option(
      names = "--allow-exec",
      description = "run the programs templates and hooks call that are not run natively")
  private boolean allowed;

  boolean allowed() {
    return allowed;
  }

  OperatorFiles on(OperatorFiles files) {
    return files.allowingExec(allowed);
  }
}
