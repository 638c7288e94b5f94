package dev.blackstart.app.cli;

import dev.blackstart.app.Inspection;
import dev.blackstart.app.look.Looks;
import dev.blackstart.app.look.Topic;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.NodeDiagnostics.NodeDisk;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "disks",
    mixinStandardHelpOptions = true,
    description = "Its disks, and which one Talos is installed on; in maintenance mode too.")
final class NodeDisksCommand extends NodeVerb {
  @Override
  void ask(Inspection inspection, Node node) throws InterruptedException {
    if (json()) {
      print(
          node,
          "disks",
          inspection.diagnostics().disks(node).stream().map(NodeDisksCommand::json).toList());
    } else {
      print(new Looks(inspection).sections(new Topic.OfNode(node.name(), Topic.NodePart.DISKS)));
    }
  }

  private static Map<String, Object> json(NodeDisk disk) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("path", disk.disk().path());
    one.put("size", disk.disk().size());
    one.put("model", disk.disk().model());
    one.put("serial", disk.disk().serial());
    one.put("wwid", disk.disk().wwid());
    one.put("transport", disk.disk().transport());
    one.put("rotational", disk.disk().rotational());
    one.put("readonly", disk.disk().readOnly());
    one.put("cdrom", disk.disk().cdrom());
    one.put("system", disk.system());
    return one;
  }
}
