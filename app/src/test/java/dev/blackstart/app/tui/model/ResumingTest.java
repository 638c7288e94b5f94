package dev.blackstart.app.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.tui.Openings;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResumingTest {
  private static final String RUN = Openings.RUN;

  @Test
  void resumingAsksNothing() {
    assertEquals(List.of(new Intent.Resume(RUN)), press(killed(), "r").intents());
  }

  @Test
  void clearingWhatOthersLeftIsAskedAboutAndTheSafeAnswerHasTheCursor() {
    ScreenModel asked = Commands.run(killed(), "heal").model();

    assertTrue(press(asked, "enter").intents().isEmpty());
    assertEquals(
        List.of(new Intent.Heal(RUN)), press(press(asked, "tab").model(), "enter").intents());
  }

  @Test
  void aRunGoesOnFromThePhaseThatIsChosen() {
    ScreenModel choice = press(killed(), "f").model();
    assertEquals("cilium", choice.page().cursor());

    Next chosen = press(press(choice, "k").model(), "enter");

    assertEquals(List.of(new Intent.ResumeFrom(RUN, "crds")), chosen.intents());
    assertEquals(Page.Kind.CLUSTERS, chosen.model().page().kind());
  }

  @Test
  void aPhaseBehindOneThatDoesNotHoldCannotBeTheFirst() {
    Next refused = press(press(press(killed(), "f").model(), "j").model(), "enter");

    assertTrue(refused.intents().isEmpty());
    assertEquals(
        "from coredns: cilium before it does not hold",
        refused.model().notice().orElseThrow().text());
  }

  @Test
  void startingOverOnRealMachinesNeedsTheNameAndTheSafeAnswerHasTheCursor() {
    ScreenModel asked = press(press(killed(), "x").model(), "enter").model();
    assertTrue(press(asked, "enter").intents().isEmpty());
    ScreenModel tabbed = press(asked, "tab").model();
    assertTrue(press(tabbed, "enter").intents().isEmpty());
    for (String letter : List.of("i", "n", "f", "r", "a")) {
      tabbed = press(tabbed, letter).model();
    }

    assertEquals(
        List.of(new Intent.StartOver("infra", RUN, World.Kind.LIVE)),
        press(tabbed, "enter").intents());
  }

  @Test
  void whoOnlyLooksNeitherResumesNorStartsOverButMayLook() {
    ScreenModel looking =
        ScreenModel.opening(100, 30, Openings.NOW, true)
            .after(new Msg.Clusters(Openings.of(Openings.killed())))
            .model();
    for (String key : List.of("r", "f", "x")) {
      assertTrue(press(looking, key).intents().isEmpty(), key);
    }
    assertEquals(List.of(new Intent.Verify(RUN)), press(looking, "v").intents());
  }

  @Test
  void aDrillIsDueWhenNoneEverPassedOrTheLastIsOlderThanThirtyDays() {
    assertFalse(Openings.calm().drillDue(Openings.NOW));
    assertTrue(Openings.fresh().drillDue(Openings.NOW));
    assertTrue(Openings.killed().drillDue(Openings.NOW));
    assertTrue(Openings.calm().drillDue(Openings.NOW.plus(Duration.ofDays(28))));
  }

  @Test
  void enterOnAClusterOpensItOrTheRunThatIsUnderWay() {
    assertEquals(Page.Kind.CLUSTER, press(killed(), "enter").model().page().kind());
    ScreenModel busy = opening(Openings.busy());
    assertEquals(List.of(new Intent.Attach("infra", RUN)), press(busy, "enter").intents());
  }

  @Test
  void whatWasFoundOutOfARunStaysWhileItIsFoundOutAgain() {
    Banner known = Openings.killed().banners().getFirst();
    Banner unread =
        new Banner(
            known.run(),
            known.world(),
            known.where(),
            known.why(),
            known.stopped(),
            known.phases(),
            known.held(),
            Optional.empty(),
            List.of(),
            known.ahead(),
            known.plan(),
            known.left(),
            false,
            Optional.of("the repository is being compared"));
    ClusterCard again = Openings.killed().surveyed(unread);

    ScreenModel model = killed().after(new Msg.Clusters(Openings.of(again))).model();

    assertEquals(known, model.clusters().getFirst().banners().getFirst());
  }

  private static ScreenModel killed() {
    return opening(Openings.killed());
  }

  private static ScreenModel opening(ClusterCard card) {
    return ScreenModel.opening(100, 30, Openings.NOW, false)
        .after(new Msg.Clusters(Openings.of(card)))
        .model();
  }

  private static Next press(ScreenModel model, String key) {
    return model.after(new Msg.Pressed(new Key(key)));
  }
}
