package dev.blackstart.app.cli;

import dev.blackstart.app.Inspection;
import dev.blackstart.app.look.Topic;
import dev.blackstart.cluster.Node;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "dmesg",
    mixinStandardHelpOptions = true,
    description = "What its kernel said since it came up.")
final class NodeDmesgCommand extends NodeVerb {
  @Mixin private TailOptions tail;

  @Override
  void ask(Inspection inspection, Node node) throws InterruptedException {
    new PrintedLog(this, inspection, node, Topic.KERNEL, tail).print();
  }
}
