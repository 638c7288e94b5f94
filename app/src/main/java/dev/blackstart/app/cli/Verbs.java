package dev.blackstart.app.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The verbs of the command line, in the order of its help. */
final class Verbs {
  private static final List<Class<?>> ALL =
      List.of(
          BootstrapCommand.class,
          ResumeCommand.class,
          RehearseCommand.class,
          PlanCommand.class,
          PreflightCommand.class,
          StatusCommand.class,
          RunsCommand.class,
          NodesCommand.class,
          NodeCommand.class,
          ApplyCommand.class,
          UpgradeCommand.class,
          ResetCommand.class,
          RebuildCommand.class,
          KubeconfigCommand.class,
          TalosconfigCommand.class,
          EtcdCommand.class,
          FluxCommand.class,
          VaultCommand.class,
          MeshCommand.class,
          ReportCommand.class,
          PhasesCommand.class,
          InitCommand.class,
          ImagesCommand.class,
          MirrorCommand.class,
          CompletionCommand.class);

  private Verbs() {}

  /** The command line with every verb. */
  static CommandLine all() {
    CommandLine line = new CommandLine(new Blackstart());
    ALL.forEach(line::addSubcommand);
    return line;
  }

  /**
   * The command line with the verb that is called, else with every one: reading the options of all
   * fifty takes longer than all else that happens before a verb begins.
   */
  static CommandLine called(String... args) {
    Optional<Class<?>> verb =
        ALL.stream().filter(each -> args.length > 0 && name(each).equals(args[0])).findFirst();
    if (verb.isEmpty()) {
      return all();
    }
    return new CommandLine(new Blackstart()).addSubcommand(verb.get());
  }

  private static String name(Class<?> verb) {
    return verb.getAnnotation(Command.class).name();
  }
}
