package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Weight;
import dev.blackstart.run.PhaseId;
import java.util.Optional;

/** The phases a run can go on from, as they are offered. */
public final class Choosing {
  private Choosing() {}

  /**
   * A phase that is offered.
   *
   * @param state what is known of its claim, or why the run cannot go on from there
   * @param takes how long it mostly takes; empty when no run tells
   */
  public record Choice(String phase, String state, String takes, Weight weight) {}

  /** The unfinished run the page on top is about. */
  public static Optional<Banner> banner(ScreenModel model) {
    return Resuming.banner(model, model.page().subject());
  }

  public static Choice of(ScreenModel model, Banner banner, String name) {
    PhaseId phase = new PhaseId(name);
    String takes =
        model.clusters().stream()
            .filter(card -> card.banners().contains(banner))
            .findFirst()
            .map(card -> card.forecasts().getOrDefault(banner.world(), Forecast.NONE))
            .flatMap(forecast -> forecast.of(phase))
            .map(span -> Times.of(span.median()))
            .orElse("");
    Optional<String> beyond = Resuming.beyond(banner, name);
    if (beyond.isPresent()) {
      return new Choice(name, beyond.get(), takes, Weight.QUIET);
    }
    if (Banner.looks(phase)) {
      return new Choice(name, "only looks", takes, Weight.PLAIN);
    }
    if (banner.isStale(phase)) {
      return new Choice(name, "held, but is stale", takes, Weight.WAITS);
    }
    boolean holds = banner.held().contains(phase);
    String since = banner.seen().isPresent() ? "holds" : "held when last seen";
    return new Choice(
        name,
        holds ? since : "does not hold; a resume begins here",
        takes,
        holds ? Weight.PLAIN : Weight.STRONG);
  }
}
