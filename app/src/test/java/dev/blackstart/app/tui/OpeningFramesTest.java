package dev.blackstart.app.tui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.tui.model.ClusterCard;
import dev.blackstart.app.tui.model.Home;
import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Glyphs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the first page looks like, and the pages about past and unfinished runs. */
class OpeningFramesTest {
  @Test
  void beforeTheRepositoryIsReadTheScreenSaysThatItIsBeingRead() {
    frame("opening-unread", Home.UNREAD);
  }

  @Test
  void theClustersStandWithTheirLastRunsAndDrills() {
    frame("opening", Openings.of(Openings.calm(), Openings.fresh()));
  }

  @Test
  void aRunThatWasKilledSaysWhatIsStaleAndWhatAResumeDoes() {
    frame("opening-killed", Openings.of(Openings.killed(), Openings.fresh()));
  }

  @Test
  void aRehearsalThatStandsWasLookedAt() {
    frame("opening-interrupted", Openings.of(Openings.interrupted()));
  }

  @Test
  void aBrokenClusterShowsWhereItIsWrong() {
    frame("opening-broken", Openings.of(Openings.unread()));
  }

  @Test
  void aRepositoryWithoutAClusterShowsWhereItIsWrongWithTheWholeListToScroll() {
    Home none =
        new Home(
            true, "/srv/home-ops", false, Optional.empty(), List.of(), OpeningFindings.errors());
    frame("opening-none", none);
    frame("opening-none-end", none, "G");
  }

  @Test
  void outsideAnyRepositoryTheExampleIsShownAndThatIsSaid() {
    Home example =
        new Home(
            true,
            "/opt/blackstart/docs/example",
            true,
            Optional.of(
                "/srv lies in no repository; this is the bundled example"
                    + " (another: --repo DIR)"),
            List.of(Openings.fresh()),
            List.of());
    frame("opening-example", example);
  }

  @Test
  void aClusterIsShownWhole() {
    frame("cluster", Openings.of(Openings.killed()), "enter");
  }

  @Test
  void thePlanIsReadFromItsTop() {
    frame("plan", Openings.of(Openings.calm()), "p");
  }

  @Test
  void pastRunsTellHowTheyEndedAndWhatTheyTook() {
    frame("runs", Openings.of(Openings.busy()), "h");
  }

  @Test
  void thePhaseToGoOnFromIsChosen() {
    frame("from", Openings.of(Openings.killed()), "f");
  }

  @Test
  void startingARehearsalOverSaysWhatIsKept() {
    frame("start-over-rehearsal", Openings.of(Openings.interrupted()), "x", "enter");
  }

  @Test
  void startingOverOnRealMachinesWantsTheNameTyped() {
    frame("start-over-live", Openings.of(Openings.killed()), "x", "enter");
  }

  @Test
  void aPoorTerminalGetsNothingItCannotShow() {
    for (ClusterCard card : List.of(Openings.killed(), Openings.busy(), Openings.unread())) {
      String text = Frames.text(screen(Frames.SMALL, Openings.of(card)), Glyphs.ASCII);
      assertTrue(text.chars().allMatch(c -> c < 0x7f), text);
    }
  }

  private static void frame(String name, Home opening, String... keys) {
    Frames.golden(name, area -> screen(area, opening, keys), Frames.SMALL, Frames.MIDDLE);
  }

  private static ScreenModel screen(Area area, Home opening, String... keys) {
    ScreenModel model =
        ScreenModel.opening(area.columns(), area.rows(), Openings.NOW, false)
            .after(new Msg.Clusters(opening))
            .model();
    return Frames.pressing(model, keys);
  }
}
