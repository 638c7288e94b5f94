package dev.blackstart.app.tui;

import dev.blackstart.app.engine.Estimates;
import dev.blackstart.app.tui.model.Forecast;
import dev.blackstart.run.PhaseId;
import java.util.LinkedHashMap;
import java.util.Map;

/** What old journals say of times, as the screen keeps it. */
final class Forecasts {
  private Forecasts() {}

  static Forecast of(Estimates estimates) {
    Map<PhaseId, Forecast.Span> spans = new LinkedHashMap<>();
    estimates
        .all()
        .forEach(
            (phase, known) ->
                spans.put(
                    phase,
                    new Forecast.Span(known.median(), known.least(), known.most(), known.runs())));
    return new Forecast(spans);
  }
}
