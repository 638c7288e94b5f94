package dev.blackstart.app.cli;

import dev.blackstart.app.act.FluxOrders;
import dev.blackstart.world.KubeObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = "Flux reconciles it now; followed to its end.")
final class FluxReconcileCommand extends FluxVerb {
  @Option(names = "--with-source", description = "its source first, so that the newest is taken")
  private boolean withSource;

  @Mixin private FluxPatience patience;

  @Override
  String verb() {
    return "reconcile";
  }

  @Override
  String act(FluxOrders orders, KubeObject object) throws InterruptedException {
    return orders.reconcile(object, withSource, patience.timeout());
  }
}
