package dev.blackstart.app.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.act.NodeAct;
import dev.blackstart.app.tui.ScriptedRun;
import dev.blackstart.run.Event;
import dev.blackstart.world.NodeOperations.RebootMode;
import dev.blackstart.world.World;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What nodes are asked for from the line behind the colon. */
class NodeOrdersTest {
  private static final Intent REBOOT =
      new Intent.Act("infra-02", new NodeAct.Reboot(RebootMode.DEFAULT));

  @Test
  void aNodeOfRealMachinesIsTakenDownByItsClustersNameOnly() {
    Hands hands = ended(World.Kind.LIVE).press(":").type("reboot infra-02").press("enter");
    assertEquals("infra", hands.model().dialog().orElseThrow().mustType().orElseThrow());
    hands.intents();
    hands.press("tab", "enter");
    assertEquals(List.of(), hands.intents());
    hands.type("infra").press("enter");
    assertEquals(List.of(REBOOT), hands.intents());
  }

  @Test
  void aNodeOfARehearsalIsAskedForWithoutAName() {
    Hands hands = ended(World.Kind.REHEARSAL).press(":").type("reboot infra-02").press("enter");
    hands.intents();
    assertTrue(hands.screen().contains("reboot infra-02 of the rehearsal?"), hands.screen());
    hands.press("enter");
    assertEquals(List.of(), hands.intents(), "the safe answer has the cursor");
    hands.press(":").type("reboot infra-02").press("enter");
    hands.intents();
    hands.press("tab", "enter");
    assertEquals(List.of(REBOOT), hands.intents());
  }

  @Test
  void onTheNodesOwnPageItsNameIsLeftOut() {
    Hands hands = ended(World.Kind.REHEARSAL);
    hands = Hands.on(hands.model().opened(Page.of(Page.Kind.NODE, "infra-05")));
    for (String verb : List.of("reboot", "shutdown", "reset", "upgrade")) {
      hands.press(":").type(verb).press("enter");
      String title = hands.model().dialog().orElseThrow().title();
      assertEquals(verb + " infra-05 of the rehearsal?", title);
      hands.press("esc");
    }
    hands.press(":").type("upgrade infra-05 example.org/installer:v1.12.12").press("enter");
    hands.intents();
    hands.press("tab", "enter");
    assertEquals(
        List.of(new Intent.Upgrade("infra-05", Optional.of("example.org/installer:v1.12.12"))),
        hands.intents());
  }

  @Test
  void etcdIsKeptWithoutAQuestion() {
    Hands hands = ended(World.Kind.LIVE).press(":").type("etcd-snapshot").press("enter");
    assertTrue(hands.intents().contains(new Intent.EtcdSnapshot("etcd-infra.db")));
    hands.press(":").type("etcd-defrag infra-01").press("enter");
    assertTrue(hands.intents().contains(new Intent.EtcdDefrag(Optional.of("infra-01"))));
  }

  @Test
  void whyNotIsSaid() {
    Hands running = Hands.onRun(100, 30).press(":").type("reset infra-01").press("enter");
    assertTrue(running.footer().contains("the run is under way"), running.footer());
    assertTrue(running.model().dialog().isEmpty());
    Hands hands = ended(World.Kind.LIVE).press(":").type("reboot nowhere").press("enter");
    assertTrue(hands.footer().contains("there is no node nowhere"), hands.footer());
    hands.press(":").type("etcd-defrag nowhere").press("enter");
    assertTrue(hands.footer().contains("there is no node nowhere"), hands.footer());
    hands.press(":").type("shutdown").press("enter");
    assertTrue(hands.footer().contains("name a node of the run in view"), hands.footer());
  }

  private static Hands ended(World.Kind world) {
    ScriptedRun run = ScriptedRun.inTheMiddle(world).ends(Event.Outcome.FAILED, 1, "missed");
    return Hands.on(Hands.run(100, 30, run, true));
  }
}
