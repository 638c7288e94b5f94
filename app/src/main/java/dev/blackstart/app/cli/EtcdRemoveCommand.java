package dev.blackstart.app.cli;

import dev.blackstart.app.Acting;
import dev.blackstart.app.act.EtcdLook;
import dev.blackstart.app.act.EtcdQuorum;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.Machines.EtcdMember;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = {
      "Removes a member whose machine does not come back.",
      "One that still runs leaves: blackstart etcd leave NODE."
    })
final class EtcdRemoveCommand extends EtcdVerb {
  @Parameters(
      index = "0",
      paramLabel = "MEMBER",
      description = "its id or its node's name, as blackstart etcd members shows them")
  private String called;

  @Override
  public Integer call() {
    Acting.Leave leave = acting().leaveTo("removal of " + called);
    try (Acting on = Acting.on(shared().state(), shared().files(), leave)) {
      EtcdMember member = new EtcdLook(on.inspection()).member(called);
      Node asked = EtcdQuorum.requireRemovable(on, member);
      on.world().operations().removeEtcdMember(asked, member.id());
      head(on.inspection(), ": " + member.hostname() + " " + member.id() + " removed");
      tell(
          on.inspection(), Map.of("removed", Map.of("id", member.id(), "name", member.hostname())));
    }
    return ExitCodes.DONE;
  }
}
