package dev.blackstart.phase.stack;

import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * VictoriaMetrics' own objects: operational by their operator; an agent that is to write elsewhere
 * knows where.
 */
final class Metrics implements StackCheck {
  private static final List<String> KINDS =
      List.of("VMSingle", "VMCluster", "VMAgent", "VMAlert", "VMAuth");

  @Override
  public Found look(World world) {
    int seen = 0;
    List<Waiting> wrong = new ArrayList<>();
    for (String kind : KINDS) {
      for (KubeObject object :
          Objects.of(world, "operator.victoriametrics.com", List.of("v1beta1"), kind)) {
        seen++;
        String status = object.text("status", "updateStatus");
        if (!status.equals("operational")) {
          String why = object.text("status", "reason");
          String said = status.isEmpty() ? "its operator has not seen it" : status;
          wrong.add(new Waiting(object.ref().toString(), why.isEmpty() ? said : said + ": " + why));
        } else if (kind.equals("VMAgent")
            && Objects.each(object, "spec", "remoteWrite").stream()
                .allMatch(each -> each.text("url").isEmpty())) {
          wrong.add(new Waiting(object.ref().toString(), "has nowhere to write what it scrapes"));
        }
      }
    }
    return new Found("metrics component", seen, wrong);
  }
}
