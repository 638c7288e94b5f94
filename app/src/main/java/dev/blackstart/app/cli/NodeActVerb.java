package dev.blackstart.app.cli;

import dev.blackstart.app.Acting;
import dev.blackstart.app.Json;
import dev.blackstart.app.act.EtcdQuorum;
import dev.blackstart.app.act.FollowedAct;
import dev.blackstart.app.act.NodeAct;
import dev.blackstart.app.plain.Harmless;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.World;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** A verb that takes a machine down, and mostly up again, and follows it. */
abstract class NodeActVerb implements Callable<Integer> {
  @ParentCommand private NodeCommand parent;
  @Mixin private SharedOptions shared;
  @Mixin private ActingOptions acting;
  @Mixin private WaitOptions waiting;

  /** What is asked of the node. */
  abstract NodeAct act(World world, Node node);

  /** Its name for the question whether it is meant. */
  abstract String verb();

  @Override
  public final Integer call() throws InterruptedException {
    Acting.Leave leave = acting.leaveTo(verb() + " of " + parent.node());
    try (Acting on = Acting.on(shared.state(), shared.files(), leave)) {
      Node node = on.node(parent.node());
      NodeAct act = act(on.world(), node);
      if (!waiting.allowsQuorumLoss()) {
        EtcdQuorum.require(on, node, act);
      }
      say(node.name() + " (" + node.address() + "), " + kind(on) + ": " + act.verb());
      say("by hand: " + act.byHand(node));
      FollowedAct followed = new FollowedAct(on, node, act, this::say);
      if (waiting.leaves()) {
        String actor = followed.ask();
        say("agreed; its events carry the id " + actor);
        tell(on, node, act, Map.of("outcome", "asked", "actor", actor));
      } else {
        FollowedAct.Ended ended = followed.follow(waiting.timeout());
        say(node.name() + " " + ended.state());
        tell(
            on,
            node,
            act,
            Map.of("outcome", "done", "took_ms", ended.took().toMillis(), "state", ended.state()));
      }
    }
    return ExitCodes.DONE;
  }

  private void say(String line) {
    if (!shared.json()) {
      System.out.println(Harmless.text(line, false));
      System.out.flush();
    }
  }

  private void tell(Acting on, Node node, NodeAct act, Map<String, Object> more) {
    if (shared.json()) {
      Map<String, Object> document = NodeVerb.about(node);
      document.put("world", kind(on));
      document.put("act", act.verb());
      document.put("by_hand", act.byHand(node));
      document.putAll(more);
      System.out.println(Json.line(document));
    }
  }

  static String kind(Acting on) {
    return on.world().kind().name().toLowerCase(Locale.ROOT);
  }
}
