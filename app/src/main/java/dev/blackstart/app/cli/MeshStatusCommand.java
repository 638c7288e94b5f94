package dev.blackstart.app.cli;

import dev.blackstart.app.Inspection;
import dev.blackstart.app.Json;
import dev.blackstart.app.Turn;
import dev.blackstart.app.mesh.MeshLook;
import dev.blackstart.app.plain.Harmless;
import dev.blackstart.cluster.ClusterSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at the clusters of a mesh side by side: names, ids, authority, addresses.",
      "1 when they would not get on with one another."
    })
final class MeshStatusCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  @Override
  public Integer call() {
    MeshLook look = look();
    if (shared.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("v", 1);
      document.putAll(MeshText.document(look));
      System.out.println(Json.line(document));
    } else if (look.sides().isEmpty()) {
      System.out.println("none of these clusters has a part in a mesh");
    } else {
      MeshText.lines(look).forEach(line -> System.out.println(Harmless.text(line, false)));
    }
    return look.wrong().isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private MeshLook look() {
    List<Inspection> open = new ArrayList<>();
    try {
      for (String cluster : clusters(shared)) {
        open.add(Inspection.last(shared.state(), shared.files(cluster)));
      }
      return MeshLook.now(open);
    } finally {
      open.forEach(Inspection::close);
    }
  }

  /** Those that are named, else all of the repository. */
  static List<String> clusters(SharedOptions shared) {
    Turn turn = shared.turn();
    if (turn.several()) {
      return turn.clusters();
    }
    return shared.cluster().isPresent()
        ? List.of(shared.cluster().get())
        : shared.files().everyCluster().stream().map(ClusterSpec::name).toList();
  }
}
