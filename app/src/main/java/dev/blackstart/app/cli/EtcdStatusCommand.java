package dev.blackstart.app.cli;

import dev.blackstart.app.Inspection;
import dev.blackstart.app.act.EtcdLook;
import dev.blackstart.app.act.EtcdLook.Told;
import dev.blackstart.app.plain.Sizes;
import dev.blackstart.app.plain.Table;
import dev.blackstart.world.NodeOperations.EtcdStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Every member: who leads, how big its database is, how far it is, what it complains of.",
      "Exit code 1 when a control plane's etcd does not answer, complains, or has no leader."
    })
final class EtcdStatusCommand extends EtcdVerb {
  @Override
  public Integer call() {
    try (Inspection inspection = looking()) {
      List<Told> all = new EtcdLook(inspection).everyone();
      head(inspection, "");
      Table table =
          new Table(
              "NODE", "MEMBER", "ROLE", "VERSION", "STORAGE", "SIZE", "USED", "INDEX", "TERM",
              "NOTE");
      all.forEach(each -> row(table, each));
      say(table);
      tell(inspection, Map.of("etcd", all.stream().map(EtcdStatusCommand::json).toList()));
      return all.stream().allMatch(EtcdStatusCommand::isWell) ? ExitCodes.DONE : ExitCodes.FAILED;
    }
  }

  private static boolean isWell(Told told) {
    return told.status()
        .filter(status -> status.errors().isEmpty() && !status.leader().isEmpty())
        .isPresent();
  }

  private static void row(Table table, Told told) {
    if (told.status().isEmpty()) {
      table.row(told.node().name(), "-", "-", "-", "-", "-", "-", "-", "-", told.problem());
      return;
    }
    EtcdStatus status = told.status().get();
    table.row(
        told.node().name(),
        status.member(),
        told.leads() ? "leader" : status.learner() ? "learner" : "follower",
        status.version(),
        status.storageVersion(),
        Sizes.of(status.size()),
        used(status),
        Long.toUnsignedString(status.raftIndex()),
        Long.toUnsignedString(status.raftTerm()),
        status.leader().isEmpty() ? "no leader" : String.join("; ", status.errors()));
  }

  private static String used(EtcdStatus status) {
    return status.size() <= 0 ? "-" : Math.round(100.0 * status.used() / status.size()) + " %";
  }

  private static Map<String, Object> json(Told told) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("node", told.node().name());
    one.put("address", told.node().address());
    told.status()
        .ifPresentOrElse(
            status -> {
              one.put("member", status.member());
              one.put("leader", status.leader());
              one.put("leads", told.leads());
              one.put("learner", status.learner());
              one.put("version", status.version());
              one.put("storage_version", status.storageVersion());
              one.put("size", status.size());
              one.put("used", status.used());
              one.put("raft_index", status.raftIndex());
              one.put("raft_term", status.raftTerm());
              one.put("errors", status.errors());
            },
            () -> one.put("problem", told.problem()));
    return one;
  }
}
