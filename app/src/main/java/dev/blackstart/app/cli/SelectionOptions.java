package dev.blackstart.app.cli;

import dev.blackstart.run.Selection;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which phases run. */
final class SelectionOptions {
  @Option(names = "--from", paramLabel = "ID", description = "begin with this phase")
  private String from;

  @Option(names = "--until", paramLabel = "ID", description = "stop after this phase")
  private String until;

  @Option(names = "--only", paramLabel = "ID", description = "this phase and no other")
  private String only;

  Selection selection() {
    return new Selection(
        Optional.ofNullable(from), Optional.ofNullable(until), Optional.ofNullable(only));
  }
}
