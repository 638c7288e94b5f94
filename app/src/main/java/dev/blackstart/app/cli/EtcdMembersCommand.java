package dev.blackstart.app.cli;

import dev.blackstart.app.Inspection;
import dev.blackstart.app.act.EtcdLook;
import dev.blackstart.app.plain.Table;
import dev.blackstart.world.Machines.EtcdMember;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "members",
    mixinStandardHelpOptions = true,
    description = "Its members, as a control plane that answers knows them.")
final class EtcdMembersCommand extends EtcdVerb {
  @Override
  public Integer call() {
    try (Inspection inspection = looking()) {
      List<EtcdMember> members = new EtcdLook(inspection).members();
      head(inspection, ", " + members.size() + (members.size() == 1 ? " member" : " members"));
      Table table = new Table("MEMBER", "NODE", "VOTES", "PEERS");
      for (EtcdMember member : members) {
        table.row(
            member.id(),
            member.hostname().isEmpty() ? "(not started)" : member.hostname(),
            member.learner() ? "no, learns" : "yes",
            String.join(" ", member.peerUrls()));
      }
      say(table);
      tell(inspection, Map.of("members", members.stream().map(EtcdMembersCommand::json).toList()));
    }
    return ExitCodes.DONE;
  }

  private static Map<String, Object> json(EtcdMember member) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("id", member.id());
    one.put("name", member.hostname());
    one.put("learner", member.learner());
    one.put("peers", member.peerUrls());
    return one;
  }
}
