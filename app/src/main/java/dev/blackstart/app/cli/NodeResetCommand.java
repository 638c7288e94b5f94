package dev.blackstart.app.cli;

import dev.blackstart.app.act.NodeAct;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.NodeOperations.Reset;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    description = {
      "Wipes it: back to maintenance mode, Talos stays installed.",
      "Without more words STATE (its config) and EPHEMERAL (etcd, pods, images) are wiped."
    })
final class NodeResetCommand extends NodeActVerb {
  private static final Set<String> DEFAULT = Set.of("STATE", "EPHEMERAL");

  @CommandLine.Spec private CommandSpec spec;

  @Option(
      names = "--wipe",
      paramLabel = "PARTITION",
      split = ",",
      description = "system partitions instead of STATE,EPHEMERAL; may be given again")
  private List<String> labels = new ArrayList<>();

  @Option(
      names = "--whole-disk",
      description = "the whole system disk; it comes back only when it boots something else")
  private boolean wholeDisk;

  @Option(
      names = "--user-disk",
      paramLabel = "DEVICE",
      description = "a further disk to wipe, such as /dev/sdb; may be given again")
  private List<String> userDisks = new ArrayList<>();

  @Option(names = "--only-user-disks", description = "leave the system disk as it is")
  private boolean onlyUserDisks;

  @Option(
      names = "--no-graceful",
      description = "do not drain it and leave etcd first; the last control plane wants this")
  private boolean abrupt;

  @Option(names = "--power-off", description = "power it off afterwards (default: start it again)")
  private boolean powerOff;

  @Override
  NodeAct act(World world, Node node) {
    if (wholeDisk && !labels.isEmpty()) {
      throw wrong("--whole-disk wipes every partition: leave --wipe out");
    }
    if (onlyUserDisks && (wholeDisk || !labels.isEmpty())) {
      throw wrong("--only-user-disks wipes no partition: leave --wipe and --whole-disk out");
    }
    if (onlyUserDisks && userDisks.isEmpty()) {
      throw wrong("--only-user-disks wants a disk: --user-disk /dev/sdb");
    }
    Set<String> wiped = new LinkedHashSet<>();
    labels.forEach(label -> wiped.add(label.strip().toUpperCase(Locale.ROOT)));
    if (wiped.isEmpty() && !wholeDisk && !onlyUserDisks) {
      wiped.addAll(DEFAULT);
    }
    return new NodeAct.Reset(new Reset(!abrupt, !powerOff, wiped, userDisks, onlyUserDisks));
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  @Override
  String verb() {
    return "reset";
  }
}
