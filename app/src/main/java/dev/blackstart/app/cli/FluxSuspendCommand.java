package dev.blackstart.app.cli;

import dev.blackstart.app.act.FluxOrders;
import dev.blackstart.world.KubeObject;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "suspend",
    mixinStandardHelpOptions = true,
    description = "Flux leaves it alone until it is resumed.")
final class FluxSuspendCommand extends FluxVerb {
  @Option(
      names = "--soak",
      paramLabel = "DURATION",
      converter = ActingOptions.Span.class,
      description = {
        "how long, such as 24h: written on the object; until then",
        "resume wants --override-soak"
      })
  private Duration soak;

  @Override
  String verb() {
    return "suspend";
  }

  @Override
  String act(FluxOrders orders, KubeObject object) {
    return orders.suspend(object, Optional.ofNullable(soak));
  }
}
