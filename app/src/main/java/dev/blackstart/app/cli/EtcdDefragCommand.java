package dev.blackstart.app.cli;

import dev.blackstart.app.Acting;
import dev.blackstart.app.act.EtcdDefragment;
import dev.blackstart.app.plain.Sizes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "defrag",
    mixinStandardHelpOptions = true,
    description = "Gives free space of the database back: one member at a time, the leader last.")
final class EtcdDefragCommand extends EtcdVerb {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NODE",
      description = "only this control plane (default: all)")
  private Optional<String> node = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    try (Acting on = Acting.on(shared().state(), shared().files(), acting().leave())) {
      head(on.inspection(), ", defragmented one by one");
      List<EtcdDefragment.Done> all =
          new EtcdDefragment(on)
              .run(
                  node,
                  done ->
                      say(
                          done.node().name()
                              + "  "
                              + Sizes.of(done.before())
                              + " -> "
                              + Sizes.of(done.after())));
      tell(
          on.inspection(),
          Map.of(
              "defragmented",
              all.stream()
                  .map(
                      done ->
                          Map.of(
                              "node", done.node().name(),
                              "before", done.before(),
                              "after", done.after()))
                  .toList()));
    }
    return ExitCodes.DONE;
  }
}
