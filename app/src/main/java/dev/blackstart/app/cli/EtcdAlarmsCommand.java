package dev.blackstart.app.cli;

import dev.blackstart.app.Acting;
import dev.blackstart.app.Inspection;
import dev.blackstart.app.act.EtcdLook;
import dev.blackstart.app.plain.Table;
import dev.blackstart.world.NodeOperations.EtcdAlarm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "alarms",
    mixinStandardHelpOptions = true,
    description = {
      "The alarms raised in it; while NOSPACE stands, nothing is written.",
      "Exit code 1 when there are some."
    })
final class EtcdAlarmsCommand extends EtcdVerb {
  @Option(names = "--disarm", description = "take them back, once their cause is gone")
  private boolean disarm;

  @Override
  public Integer call() {
    if (disarm) {
      try (Acting on = Acting.on(shared().state(), shared().files(), acting().leave())) {
        EtcdLook look = new EtcdLook(on.inspection());
        List<EtcdAlarm> taken =
            on.world().operations().disarmEtcdAlarms(look.healthy(Optional.empty()));
        print(on.inspection(), taken, ", disarmed: " + taken.size(), "disarmed");
        return ExitCodes.DONE;
      }
    }
    try (Inspection inspection = looking()) {
      List<EtcdAlarm> alarms = new EtcdLook(inspection).alarms();
      print(inspection, alarms, alarms.isEmpty() ? ", no alarms" : "", "alarms");
      return alarms.isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
    }
  }

  private void print(Inspection inspection, List<EtcdAlarm> alarms, String head, String name) {
    head(inspection, head);
    if (!alarms.isEmpty()) {
      Table table = new Table("MEMBER", "ALARM");
      alarms.forEach(alarm -> table.row(alarm.member(), alarm.kind()));
      say(table);
    }
    tell(
        inspection,
        Map.of(
            name,
            alarms.stream()
                .map(alarm -> Map.of("member", alarm.member(), "alarm", alarm.kind()))
                .toList()));
  }
}
