package dev.blackstart.phase.stack;

import dev.blackstart.phase.inside.Answers;
import dev.blackstart.phase.inside.ImageMirrors;
import dev.blackstart.phase.inside.NameLookups;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What each node gets of what all nodes need: names, and images of the others. */
final class NodeAnswers {
  /** What the field calls its name server's Service, whoever installed it. */
  private static final List<String> NAMES = List.of("kube-dns", "coredns");

  private NodeAnswers() {}

  /** Whether names are answered on every node. */
  static Found names(World world) {
    Optional<KubeObject> server =
        world.kube().list("v1", "Service", "kube-system").stream()
            .filter(
                service ->
                    NAMES.contains(service.name())
                        || service.text("metadata", "labels", "k8s-app").equals("kube-dns"))
            .filter(service -> hasPort(service, 53))
            .findFirst();
    return server
        .map(service -> found("name lookup", NameLookups.ask(world, service, nodes(world))))
        .orElse(new Found("name lookup", 0, List.of()));
  }

  private static boolean hasPort(KubeObject service, int port) {
    return Objects.each(service, "spec", "ports").stream()
        .anyMatch(each -> each.text("port").equals(String.valueOf(port)));
  }

  /** Whether every mirror hands out what other nodes have. */
  static Found mirrors(World world) {
    return found("image mirror", ImageMirrors.ask(world, "", nodes(world)));
  }

  private static List<String> nodes(World world) {
    return world.kube().list("v1", "Node", "").stream().map(KubeObject::name).sorted().toList();
  }

  private static Found found(String what, Answers answers) {
    List<Waiting> wrong =
        Stream.concat(answers.wrong().stream(), answers.tolerated().stream()).toList();
    return new Found(what, answers.asked(), new ArrayList<>(wrong), answers.remarks());
  }
}
