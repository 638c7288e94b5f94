package dev.blackstart.app.cli;

import dev.blackstart.app.ConfigPatches;
import dev.blackstart.app.Keep;
import dev.blackstart.app.Leftovers;
import dev.blackstart.app.OperatorFiles;
import dev.blackstart.app.Refusal;
import dev.blackstart.app.Rehearsals;
import dev.blackstart.app.RunOrder;
import dev.blackstart.app.StandingWorlds;
import dev.blackstart.app.Turn;
import dev.blackstart.phase.Consent;
import dev.blackstart.phase.Operation;
import dev.blackstart.rehearsal.actor.fault.Faults;
import dev.blackstart.world.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "rehearse",
    mixinStandardHelpOptions = true,
    description = "The same phases in the rehearsal world, with a verdict.")
final class RehearseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SharedOptions shared;
  @Mixin private SelectionOptions selection;
  @Mixin private PatchOptions patches;
  @Mixin private ExecOption exec;
  @Mixin private ConsentOptions consent;
  @Mixin private StartOverOption over;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "60",
      description = "world seconds per second while the run waits (default: ${DEFAULT-VALUE})")
  private double speed;

  @Option(
      names = "--control-plane",
      paramLabel = "DIR",
      defaultValue = "embedded",
      description =
          "embedded, or a folder with etcd and kube-apiserver (default: ${DEFAULT-VALUE})")
  private String controlPlane;

  @Option(
      names = "--disk",
      paramLabel = "NODE:DEVICE=CONTENT",
      description =
          "somebody left this on a disk of the simulated machine: e.g."
              + " worker-1:nvme0n1=bluestore, worker-1:sda1=ext4:LABEL (repeatable)")
  private List<String> disks = List.of();

  @Option(
      names = "--fault",
      paramLabel = "KIND=WHOM",
      description =
          "something goes wrong: image-missing=*cilium*, image-denied=, image-unreachable=,"
              + " crash=NAMESPACE/POD, quota=NAMESPACE, admission=NAMESPACE/WORKLOAD,"
              + " source-denied=NAMESPACE/NAME, bgp-down=NODE/PEER, mesh-down=NODE/CLUSTER,"
              + " no-address=NAMESPACE/SERVICE, gateway-down=NAMESPACE/GATEWAY,"
              + " webhook-down=NAMESPACE/SERVICE, webhook-untrusted=NAMESPACE/SERVICE,"
              + " namespace-stuck=NAMESPACE, crd-refused=PLURAL.GROUP, csr-pending=NODE,"
              + " dns=NODE, dns-outside=NODE, mirror=NODE, keys-away=NAMESPACE/POD,"
              + " api-busy=RESOURCE, api-unwell=RESOURCE, watch-cut=RESOURCE,"
              + " kubeconfig-expired=NODE;"
              + " * stands for anything (repeatable)")
  private List<String> faults = List.of();

  @Option(names = "--keep", description = "leave the world up and say how to reach and end it")
  private boolean keep;

  @Option(names = Rehearsals.WHILE_SHOWN, hidden = true)
  private boolean whileShown;

  @Option(names = "--list", description = "show the worlds that stand")
  private boolean list;

  @Option(
      names = "--stop",
      arity = "0..1",
      paramLabel = "RUN",
      fallbackValue = "",
      description = "end the world of this run, or all of them")
  private String stop;

  @Override
  public Integer call() throws InterruptedException {
    if (list) {
      return new StandingWorlds(shared.state()).list(System.out, shared.json());
    }
    if (stop != null) {
      return new StandingWorlds(shared.state()).stop(stop, System.out);
    }
    requireFaults(faults);
    OptionalInt shown = ConsoleFace.drive(spec, shared);
    if (shown.isPresent()) {
      return shown.getAsInt();
    }
    Turn turn = shared.turn();
    if (turn.several()) {
      return TurnOrders.of(turn, cluster -> files(shared.files(cluster)), this::over)
          .begin(
              World.Kind.REHEARSAL,
              shared,
              (chosen, all) -> run(chosen, consent.on(chosen.spec(), all), turn));
    }
    OperatorFiles.Chosen chosen = files(shared.files());
    Announcement.of(chosen, shared.json());
    over(chosen);
    return run(chosen, consent.on(chosen.spec()), turn);
  }

  private OperatorFiles.Chosen files(OperatorFiles files) {
    return exec.on(files).withGeneratedSecrets().orExample().sound();
  }

  private void over(OperatorFiles.Chosen chosen) {
    over.obey(shared.state(), chosen.spec().name(), World.Kind.REHEARSAL);
  }

  private int run(OperatorFiles.Chosen chosen, Consent allowed, Turn turn) {
    ConfigPatches extra = patches.patches().with(shared.vars());
    return new Rehearsals(shared.face(), Leftovers.of(disks), faults)
        .begin(
            new RunOrder(
                extra.on(chosen.spec()),
                World.Kind.REHEARSAL,
                new Operation.Bootstrap(),
                Optional.empty(),
                shared.state(),
                selection.selection(),
                chosen.charts(),
                extra.written(),
                ControlPlanes.folder(controlPlane).map(Path::toString).orElse(""),
                Speeds.checked(speed),
                Keep.of(keep, whileShown),
                exec.allowed(),
                allowed,
                turn));
  }

  private static void requireFaults(List<String> faults) {
    try {
      Faults.of(faults);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          2,
          "--fault: " + e.getMessage(),
          "write it as KIND=WHOM; the kinds are " + String.join(", ", Faults.words()));
    }
  }
}
