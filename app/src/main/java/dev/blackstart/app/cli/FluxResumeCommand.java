package dev.blackstart.app.cli;

import dev.blackstart.app.act.FluxOrders;
import dev.blackstart.world.KubeObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Flux takes it up again; followed until it is Ready.")
final class FluxResumeCommand extends FluxVerb {
  @Option(names = "--override-soak", description = "even before its soak is over")
  private boolean override;

  @Mixin private FluxPatience patience;

  @Override
  String verb() {
    return "resume";
  }

  @Override
  String act(FluxOrders orders, KubeObject object) throws InterruptedException {
    return orders.resume(object, override, patience.timeout());
  }
}
