package dev.blackstart.app.cli;

import dev.blackstart.app.Acting;
import dev.blackstart.app.act.EtcdQuorum;
import dev.blackstart.cluster.Node;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "leave",
    mixinStandardHelpOptions = true,
    description = "Lets a control plane leave it; its etcd stops and its data is gone.")
final class EtcdLeaveCommand extends EtcdVerb {
  @Parameters(index = "0", paramLabel = "NODE", description = "control plane that leaves")
  private String called;

  @Override
  public Integer call() {
    Acting.Leave leave = acting().leaveTo("leaving of " + called);
    try (Acting on = Acting.on(shared().state(), shared().files(), leave)) {
      Node node = on.node(called);
      EtcdQuorum.requireOthers(on, node);
      on.world().operations().leaveEtcd(node);
      head(on.inspection(), ": " + node.name() + " left");
      tell(on.inspection(), Map.of("node", node.name(), "left", true));
    }
    return ExitCodes.DONE;
  }
}
