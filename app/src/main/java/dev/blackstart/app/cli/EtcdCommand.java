package dev.blackstart.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

@Command(
    name = "etcd",
    mixinStandardHelpOptions = true,
    description = "etcd of the control planes: looked at, saved, kept.",
    subcommands = {
      EtcdMembersCommand.class,
      EtcdStatusCommand.class,
      EtcdAlarmsCommand.class,
      EtcdSnapshotCommand.class,
      EtcdDefragCommand.class,
      EtcdForfeitCommand.class,
      EtcdLeaveCommand.class,
      EtcdRemoveCommand.class
    })
final class EtcdCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what about etcd: " + String.join(", ", spec.subcommands().keySet()));
  }
}
