package dev.blackstart.app.cli;

import dev.blackstart.app.Acting;
import dev.blackstart.app.act.EtcdLook;
import dev.blackstart.app.act.SnapshotFile;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.EtcdSnapshotCheck;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "snapshot",
    mixinStandardHelpOptions = true,
    description = {
      "Saves its database to a file only you can read; the hash at its end is checked first.",
      "It holds every Secret of the cluster. Back from it: blackstart rebuild --from FILE."
    })
final class EtcdSnapshotCommand extends EtcdVerb {
  @Parameters(index = "0", paramLabel = "FILE", description = "where to, such as etcd.db")
  private Path file;

  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "control plane it is taken from (default: a healthy one)")
  private Optional<String> node = Optional.empty();

  @Option(names = "--overwrite", description = "replace a file that is there")
  private boolean overwrite;

  @Override
  public Integer call() {
    SnapshotFile snapshot = new SnapshotFile(file, overwrite);
    try (Acting on = Acting.beside(shared().state(), shared().files(), acting().rehearsal())) {
      Node from = new EtcdLook(on.inspection()).healthy(node);
      head(on.inspection(), ", taken from " + from.name() + " (" + from.address() + ")");
      say("by hand: talosctl -n " + from.address() + " etcd snapshot " + file);
      EtcdSnapshotCheck.Whole whole = snapshot.take(on.world().operations(), from);
      say(snapshot.path() + ": " + whole.bytes() + " bytes, its hash holds");
      say("sha256 " + whole.sha256());
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("node", from.name());
      told.put("file", snapshot.path().toString());
      told.put("bytes", whole.bytes());
      told.put("sha256", whole.sha256());
      tell(on.inspection(), told);
    }
    return ExitCodes.DONE;
  }
}
