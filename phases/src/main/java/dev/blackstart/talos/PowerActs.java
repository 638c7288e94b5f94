package dev.blackstart.talos;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.NodeOperations.RebootMode;
import dev.blackstart.world.NodeOperations.Reset;
import dev.talos.api.machine.RebootRequest;
import dev.talos.api.machine.ResetPartitionSpec;
import dev.talos.api.machine.ResetRequest;
import dev.talos.api.machine.ShutdownRequest;
import dev.talos.api.machine.UpgradeRequest;
import java.time.Duration;
import java.util.List;

/** Acts that end the life of a boot; each answers with the id its events carry. */
final class PowerActs {
  private static final Duration ACT = Duration.ofSeconds(30);

  /** The answer to an upgrade comes after its image was pulled. */
  private static final Duration PULL = Duration.ofMinutes(15);

  private final NodeCalls calls;

  PowerActs(NodeCalls calls) {
    this.calls = calls;
  }

  String reboot(Node node, RebootMode mode) {
    RebootRequest.Mode wanted =
        switch (mode) {
          case DEFAULT -> RebootRequest.Mode.DEFAULT;
          case POWERCYCLE -> RebootRequest.Mode.POWERCYCLE;
          case FORCE -> RebootRequest.Mode.FORCE;
        };
    RebootRequest request = RebootRequest.newBuilder().setMode(wanted).build();
    return calls.ask(
        node,
        "did not agree to reboot",
        ACT,
        stub -> actor(stub.reboot(request).getMessagesList(), each -> each.getActorId()));
  }

  String shutdown(Node node, boolean force) {
    ShutdownRequest request = ShutdownRequest.newBuilder().setForce(force).build();
    return calls.ask(
        node,
        "did not agree to shut down",
        ACT,
        stub -> actor(stub.shutdown(request).getMessagesList(), each -> each.getActorId()));
  }

  String reset(Node node, Reset reset) {
    ResetRequest.Builder request =
        ResetRequest.newBuilder()
            .setGraceful(reset.graceful())
            .setReboot(reset.reboot())
            .addAllUserDisksToWipe(reset.userDisks())
            .setMode(
                reset.onlyUserDisks()
                    ? ResetRequest.WipeMode.USER_DISKS
                    : ResetRequest.WipeMode.ALL);
    reset.labels().stream()
        .sorted()
        .map(label -> ResetPartitionSpec.newBuilder().setLabel(label).setWipe(true))
        .forEach(request::addSystemPartitionsToWipe);
    return calls.ask(
        node,
        "did not agree to be reset",
        ACT,
        stub -> actor(stub.reset(request.build()).getMessagesList(), each -> each.getActorId()));
  }

  String upgrade(Node node, String image, boolean stage, boolean force, RebootMode mode) {
    UpgradeRequest request =
        UpgradeRequest.newBuilder()
            .setImage(image)
            .setPreserve(true)
            .setStage(stage)
            .setForce(force)
            .setRebootMode(
                switch (mode) {
                  case DEFAULT, FORCE -> UpgradeRequest.RebootMode.DEFAULT;
                  case POWERCYCLE -> UpgradeRequest.RebootMode.POWERCYCLE;
                })
            .build();
    return calls.slow(
        node,
        "did not agree to the upgrade to " + image,
        PULL,
        stub -> actor(stub.upgrade(request).getMessagesList(), each -> each.getActorId()));
  }

  private interface ActorOf<T> {
    String in(T answer);
  }

  private static <T> String actor(List<T> answers, ActorOf<T> actor) {
    return answers.isEmpty() ? "" : LineCutter.cut(actor.in(answers.getFirst()));
  }
}
