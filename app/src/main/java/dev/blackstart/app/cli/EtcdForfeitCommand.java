package dev.blackstart.app.cli;

import dev.blackstart.app.Acting;
import dev.blackstart.cluster.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "forfeit",
    mixinStandardHelpOptions = true,
    description = "Hands leadership over to another member, if this one has it.")
final class EtcdForfeitCommand extends EtcdVerb {
  @Parameters(index = "0", paramLabel = "NODE", description = "control plane that leads")
  private String called;

  @Override
  public Integer call() {
    try (Acting on = Acting.on(shared().state(), shared().files(), acting().leave())) {
      Node node = on.node(called);
      Optional<String> next = on.world().operations().forfeitEtcdLeadership(node);
      head(
          on.inspection(),
          next.map(member -> ": " + node.name() + " handed leadership to " + member)
              .orElse(": " + node.name() + " did not lead"));
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("node", node.name());
      told.put("led", next.isPresent());
      next.ifPresent(member -> told.put("leader", member));
      tell(on.inspection(), told);
    }
    return ExitCodes.DONE;
  }
}
