package dev.blackstart.app.cli;

import dev.blackstart.app.act.FluxOrders;
import dev.blackstart.world.KubeObject;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = "Flux reconciles it now; followed to its end.")
final class FluxReconcileCommand extends FluxVerb {
  @Option(names = "--with-source", description = "its source first, so that the newest is taken")
  private boolean withSource;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = ActingOptions.Span.class,
      description = "how long to wait for it, in the world's time (default: 5m)")
  private Duration timeout = Duration.ofMinutes(5);

  @Override
  String verb() {
    return "reconcile";
  }

  @Override
  String act(FluxOrders orders, KubeObject object) throws InterruptedException {
    return orders.reconcile(object, withSource, timeout);
  }
}
