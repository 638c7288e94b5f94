package dev.blackstart.app.tui;

import dev.blackstart.app.Acting;
import dev.blackstart.app.Inspection;
import dev.blackstart.app.RunHistory;
import dev.blackstart.app.Vault;
import dev.blackstart.app.act.EtcdDefragment;
import dev.blackstart.app.act.EtcdLook;
import dev.blackstart.app.act.EtcdQuorum;
import dev.blackstart.app.act.FollowedAct;
import dev.blackstart.app.act.InstallerImage;
import dev.blackstart.app.act.NodeAct;
import dev.blackstart.app.act.SnapshotFile;
import dev.blackstart.app.plain.Sizes;
import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.cluster.Node;
import dev.blackstart.files.StateFolder;
import dev.blackstart.world.Failure;
import dev.blackstart.world.NodeOperations.RebootMode;
import dev.blackstart.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Acts on nodes and on etcd of the run in view; how they go on is told line by line. */
final class Orders {
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final StateFolder state;
  private Optional<StateFolder.Found> run = Optional.empty();

  Orders(StateFolder state) {
    this.state = state;
  }

  /** Another run is in view. */
  synchronized void at(StateFolder.Found now) {
    run = Optional.of(now);
  }

  void act(String node, NodeAct act, Consumer<Msg> screen) throws InterruptedException {
    screen.accept(told("asking " + node + " for its " + act.verb()));
    try (Acting on = open(Optional.of(act.verb() + " of " + node))) {
      follow(on, on.node(node), act, screen);
    }
  }

  void upgrade(String node, Optional<String> image, Consumer<Msg> screen)
      throws InterruptedException {
    screen.accept(told("asking " + node + " for its upgrade"));
    try (Acting on = open(Optional.of("upgrade of " + node))) {
      Node meant = on.node(node);
      String wanted = image.orElseGet(() -> InstallerImage.in(on.world().manifests(), meant));
      follow(on, meant, new NodeAct.Upgrade(wanted, false, false, RebootMode.DEFAULT), screen);
    }
  }

  private static void follow(Acting on, Node node, NodeAct act, Consumer<Msg> screen)
      throws InterruptedException {
    EtcdQuorum.require(on, node, act);
    String about = node.name() + " " + act.verb() + " ";
    FollowedAct followed =
        new FollowedAct(on, node, act, line -> screen.accept(told(about + line.strip())));
    FollowedAct.Ended ended = followed.follow(LONGEST);
    screen.accept(told(node.name() + " " + ended.state()));
  }

  void snapshot(String file, Consumer<Msg> screen) {
    SnapshotFile snapshot = new SnapshotFile(Path.of(file), false);
    screen.accept(told("looking for a healthy etcd"));
    try (Acting on = open(Optional.empty())) {
      Node from = new EtcdLook(on.inspection()).healthy(Optional.empty());
      screen.accept(told("taking a snapshot of etcd from " + from.name()));
      long bytes = snapshot.take(on.world().operations(), from).bytes();
      screen.accept(
          told("written to " + snapshot.path() + ": " + bytes + " bytes, its hash holds"));
    }
  }

  void defragment(Optional<String> node, Consumer<Msg> screen) throws InterruptedException {
    try (Acting on = open(Optional.empty())) {
      screen.accept(told("defragmenting etcd, one member at a time"));
      new EtcdDefragment(on)
          .run(
              node,
              done ->
                  screen.accept(
                      told(
                          "etcd of "
                              + done.node().name()
                              + ": "
                              + Sizes.of(done.before())
                              + " -> "
                              + Sizes.of(done.after()))));
    }
  }

  /** Gives one key to every server that is sealed; Vault keeps count, nobody keeps the key. */
  void unseal(String key, Consumer<Msg> screen) {
    screen.accept(told("handing the key to Vault"));
    try (Vault vault = Vault.of(Inspection.of(past()), Optional.empty())) {
      Iterator<String> once = List.of(key).iterator();
      vault.unseal(() -> once.hasNext() ? Optional.of(once.next()) : Optional.empty());
      screen.accept(
          told(
              vault.seals().entrySet().stream()
                  .map(each -> each.getKey() + ": " + Vault.told(each.getValue()))
                  .collect(Collectors.joining("; "))));
    }
  }

  /** The screen has asked; on real machines their cluster's name was typed. */
  private Acting open(Optional<String> act) {
    RunHistory.Past past = past();
    boolean rehearsal = past.status().world() == World.Kind.REHEARSAL;
    return Acting.in(state, past, new Acting.Leave(rehearsal, past.found().cluster(), act));
  }

  private synchronized RunHistory.Past past() {
    return run.flatMap(found -> new RunHistory(state).run(found.run().name()))
        .orElseThrow(
            () ->
                new Failure(Failure.Kind.INPUT, "no run is in view", "open one from the clusters"));
  }

  private static Msg told(String text) {
    return new Msg.Told(text, false);
  }
}
