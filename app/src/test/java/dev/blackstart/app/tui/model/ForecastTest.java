package dev.blackstart.app.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.app.tui.ScriptedRun;
import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseId;
import dev.blackstart.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final List<String> AHEAD =
      List.of(
          "cilium",
          "coredns",
          "spegel",
          "cert-manager",
          "flux-operator",
          "flux-instance",
          "flux",
          "verify");

  @Test
  void theWholeRunIsTheClockAndWhatIsLeftFromItsLeastToItsMost() {
    ScreenModel model = told(forecast(AHEAD));
    RunPicture run = model.run().orElseThrow();

    // Eight minutes are behind, cilium has been at work for 2:31 of the three to four it takes.
    assertEquals(Optional.of("est. 15:31-23:31"), model.forecast().total(run, model.clock()));
    assertEquals(Optional.of("left 7:29-15:29"), model.forecast().rest(run, model.clock()));
  }

  @Test
  void aPhaseNoRunTellsOfMakesTheEstimateALeast() {
    ScreenModel model = told(forecast(AHEAD.subList(0, 7)));

    assertEquals(
        Optional.of("est. 14:31-21:31 or more"),
        model.forecast().total(model.run().orElseThrow(), model.clock()));
  }

  @Test
  void aRunThatHasEndedOrOfWhichNothingIsKnownIsNotGuessedAt() {
    ScreenModel nothing = told(Forecast.NONE);
    assertEquals(
        Optional.empty(), nothing.forecast().total(nothing.run().orElseThrow(), nothing.clock()));
    RunPicture ended =
        told(forecast(AHEAD))
            .after(
                new Msg.Happened(
                    ScriptedRun.inTheMiddle(World.Kind.LIVE)
                        .ends(Event.Outcome.INTERRUPTED, 130, "")
                        .events()))
            .model()
            .run()
            .orElseThrow();
    assertEquals(Optional.empty(), forecast(AHEAD).total(ended, 0));
  }

  @Test
  void theRailSaysWhatAPhaseAheadOrAtWorkMostlyTakes() {
    ScreenModel model = told(forecast(AHEAD));
    Map<PhaseId, PhaseRow> rows = model.run().orElseThrow().phases();

    assertEquals(Optional.of("~3:30"), usual(model, rows.get(new PhaseId("cilium"))));
    assertEquals(Optional.of("~1:30"), usual(model, rows.get(new PhaseId("flux"))));
    assertEquals(Optional.empty(), usual(model, rows.get(new PhaseId("etcd"))));
  }

  @Test
  void anotherRunInViewForgetsTheEstimate() {
    ScreenModel model = told(forecast(AHEAD)).after(new Msg.Attached(false)).model();

    assertEquals(Forecast.NONE, model.forecast());
  }

  private static Optional<String> usual(ScreenModel model, PhaseRow row) {
    return model.forecast().usual(row);
  }

  private static Forecast forecast(List<String> phases) {
    Map<PhaseId, Forecast.Span> spans = new LinkedHashMap<>();
    phases.forEach(
        name -> spans.put(new PhaseId(name), new Forecast.Span(90_000, 60_000, 120_000, 3)));
    spans.put(new PhaseId("cilium"), new Forecast.Span(210_000, 180_000, 240_000, 3));
    return new Forecast(spans);
  }

  private static ScreenModel told(Forecast forecast) {
    ScriptedRun run = ScriptedRun.inTheMiddle(World.Kind.LIVE);
    return ScreenModel.opening(100, 30, run.now(), false)
        .after(new Msg.Attached(true))
        .model()
        .after(new Msg.Happened(run.events()))
        .model()
        .after(new Msg.Estimated(forecast))
        .model();
  }
}
