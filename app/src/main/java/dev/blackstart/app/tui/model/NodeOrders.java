package dev.blackstart.app.tui.model;

import dev.blackstart.app.act.NodeAct;
import dev.blackstart.world.NodeOperations.RebootMode;
import dev.blackstart.world.NodeOperations.Reset;
import dev.blackstart.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What single nodes and etcd are asked for, once nobody drives a run any more. */
final class NodeOrders {
  /** What a node is without these: a machine in maintenance that has Talos installed. */
  private static final Set<String> WIPED = Set.of("STATE", "EPHEMERAL");

  private NodeOrders() {}

  static Next reboot(ScreenModel model, List<String> words) {
    return ask(
        model,
        "reboot",
        words,
        "It is drained, its services are stopped, and it starts again.",
        node -> new Intent.Act(node, new NodeAct.Reboot(RebootMode.DEFAULT)));
  }

  static Next shutdown(ScreenModel model, List<String> words) {
    return ask(
        model,
        "shutdown",
        words,
        "It is drained and powered off; somebody must power it on again.",
        node -> new Intent.Act(node, new NodeAct.Shutdown(false)));
  }

  static Next reset(ScreenModel model, List<String> words) {
    return ask(
        model,
        "reset",
        words,
        "It leaves etcd, its config and all its data are wiped; Talos stays.",
        node -> new Intent.Act(node, new NodeAct.Reset(new Reset(true, true, WIPED, List.of()))));
  }

  static Next upgrade(ScreenModel model, List<String> words) {
    Optional<String> image = words.stream().skip(1).findFirst();
    return ask(
        model,
        "upgrade",
        words,
        "To " + image.orElse("the installer image its config in the repository names") + ".",
        node -> new Intent.Upgrade(node, image));
  }

  /** Needs no question: it takes nothing away. */
  static Next snapshot(ScreenModel model, List<String> words) {
    Optional<String> because = cannot(model);
    if (because.isPresent()) {
      return Next.of(model.told("etcd-snapshot: " + because.get(), true));
    }
    String file =
        words.isEmpty() ? "etcd-" + model.run().orElseThrow().cluster() + ".db" : words.get(0);
    return Next.of(model, new Intent.EtcdSnapshot(file));
  }

  static Next defrag(ScreenModel model, List<String> words) {
    return cannot(model)
        .or(
            () ->
                words.stream()
                    .findFirst()
                    .filter(name -> !isNode(model, name))
                    .map(NodeOrders::none))
        .map(because -> Next.of(model.told("etcd-defrag: " + because, true)))
        .orElseGet(() -> Next.of(model, new Intent.EtcdDefrag(words.stream().findFirst())));
  }

  /** While a run waits for it, too: nothing of the run is touched. */
  static Next unseal(ScreenModel model, List<String> words) {
    Optional<String> because =
        model.readonly()
            ? Optional.of("this console only looks (--readonly)")
            : model.run().isEmpty()
                ? Optional.of("no run is in view; open one from the clusters")
                : Optional.empty();
    return because
        .map(why -> Next.of(model.told("unseal: " + why, true)))
        .orElseGet(
            () ->
                Next.of(
                    model.asking(
                        Dialog.secret(
                            "a key of Vault",
                            List.of("It goes to every sealed server, and is kept nowhere."),
                            Dialog.Choice.cancel("cancel"),
                            Dialog.Choice.of("hand it on", new Intent.Unseal(""))))));
  }

  private interface Wanting {
    Intent of(String node);
  }

  /** A node of real machines is taken down by its cluster's name only. */
  private static Next ask(
      ScreenModel model, String verb, List<String> words, String what, Wanting wanting) {
    Optional<String> node = words.stream().findFirst().or(() -> shown(model));
    Optional<String> because =
        cannot(model)
            .or(
                () ->
                    node.isEmpty()
                        ? Optional.of("name a node of the run in view")
                        : node.filter(name -> !isNode(model, name)).map(NodeOrders::none));
    if (because.isPresent()) {
      return Next.of(model.told(verb + ": " + because.get(), true));
    }
    RunPicture run = model.run().orElseThrow();
    boolean live = run.world() == World.Kind.LIVE;
    String name = node.orElseThrow();
    Dialog question =
        Dialog.asking(
            verb + " " + name + (live ? "?" : " of the rehearsal?"),
            live ? List.of(what, "Type the cluster's name to go on.") : List.of(what),
            Dialog.Choice.cancel("cancel"),
            Dialog.Choice.of(verb, wanting.of(name)));
    return Next.of(model.asking(live ? question.guardedBy(run.cluster()) : question));
  }

  private static Optional<String> cannot(ScreenModel model) {
    if (model.readonly()) {
      return Optional.of("this console only looks (--readonly)");
    }
    if (model.run().isEmpty()) {
      return Optional.of("no run is in view; open one from the clusters");
    }
    boolean underWay = model.run().get().ended().isEmpty() && model.vanished().isEmpty();
    return underWay
        ? Optional.of("the run is under way and has the machines; p pauses it")
        : Optional.empty();
  }

  /** The node whose page is on top. */
  private static Optional<String> shown(ScreenModel model) {
    Page page = model.page();
    return switch (page.kind()) {
      case NODE -> Optional.of(page.subject());
      case SERVICE -> Optional.of(page.subject().substring(0, page.subject().indexOf('/')));
      case CLUSTERS,
          RUN,
          LOG,
          JOURNAL,
          FINDINGS,
          RUNS,
          CLUSTER,
          PLAN,
          FROM,
          HELP,
          PHASE,
          FLUX,
          APPLICATIONS,
          CRDS,
          REPORT ->
          Optional.empty();
    };
  }

  private static boolean isNode(ScreenModel model, String name) {
    return model.run().filter(run -> run.nodes().containsKey(name)).isPresent();
  }

  private static String none(String name) {
    return "there is no node " + name;
  }
}
