package dev.blackstart.app.cli;

import dev.blackstart.app.Refusal;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.phase.Consent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What no run does unless it is said. */
final class ConsentOptions {
  @Option(
      names = "--accept-new",
      description = {
        "trust machines in maintenance that offer another certificate than the one pinned;",
        "what to write into blackstart.yaml is told"
      })
  private boolean acceptNew;

  @Option(
      names = "--confirm-wipe",
      paramLabel = "NODE",
      split = ",",
      description = {
        "nodes, by name, whose install disk holds data that is not Talos's",
        "and may lose it; may be given again"
      })
  private List<String> wipe = new ArrayList<>();

  @Option(
      names = "--heal",
      description = {
        "clear what others left half done in the cluster and a run does not touch by itself:",
        "releases that a Helm which is not ours left pending, finalizers that hold",
        "namespaces and definitions which are being deleted"
      })
  private boolean heal;

  /**
   * @param all every cluster whose nodes may be named
   * @throws Refusal 2 when a node is named that none of them has
   */
  Consent on(ClusterSpec spec, List<ClusterSpec> all) {
    for (String name : wipe) {
      if (all.stream().flatMap(each -> each.nodes().stream()).noneMatch(is(name))) {
        throw unknown(spec, name);
      }
    }
    return on(spec, wipe.stream().filter(name -> spec.nodes().stream().anyMatch(is(name))));
  }

  private static Predicate<Node> is(String name) {
    return node -> node.name().equals(name) || node.address().equals(name);
  }

  /**
   * @throws Refusal 2 when a node is named that there is not
   */
  Consent on(ClusterSpec spec) {
    return on(spec, wipe.stream());
  }

  private Consent on(ClusterSpec spec, Stream<String> names) {
    Set<String> addresses = new LinkedHashSet<>();
    names.forEach(
        name ->
            addresses.add(
                spec.nodes().stream()
                    .filter(is(name))
                    .findFirst()
                    .map(Node::address)
                    .orElseThrow(() -> unknown(spec, name))));
    return new Consent(acceptNew, addresses, heal);
  }

  private static Refusal unknown(ClusterSpec spec, String name) {
    return new Refusal(
        2,
        "--confirm-wipe: cluster " + spec.name() + " has no node " + name,
        "one of: " + spec.nodes().stream().map(Node::name).collect(Collectors.joining(", ")));
  }
}
