package dev.blackstart.app.cli;

import dev.blackstart.app.Inspection;
import dev.blackstart.app.look.Section;
import dev.blackstart.cluster.Node;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "The log of one of its services; without one, which logs there are.")
final class NodeLogsCommand extends NodeVerb {
  @Mixin private TailOptions tail;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "such as kubelet, etcd, apid or machined")
  private Optional<String> service = Optional.empty();

  @Override
  void ask(Inspection inspection, Node node) throws InterruptedException {
    if (service.isPresent()) {
      new PrintedLog(this, inspection, node, service.get(), tail).print();
      return;
    }
    List<String> logs = inspection.diagnostics().logs(node);
    if (json()) {
      print(node, "logs", logs);
    } else {
      print(List.of(Section.of("logs of " + node.name(), logs)));
    }
  }
}
