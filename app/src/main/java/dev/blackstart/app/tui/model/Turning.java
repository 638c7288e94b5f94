package dev.blackstart.app.tui.model;

import java.util.List;
import java.util.Optional;

/** From the run of one cluster to that of the one before or after it in their turn. */
final class Turning {
  private Turning() {}

  static Optional<String> cannotGoBack(ScreenModel model) {
    return cannot(model, -1);
  }

  static Optional<String> cannotGoOn(ScreenModel model) {
    return cannot(model, 1);
  }

  static Next back(ScreenModel model) {
    return to(model, neighbour(model, -1).orElseThrow());
  }

  static Next on(ScreenModel model) {
    return to(model, neighbour(model, 1).orElseThrow());
  }

  /** By name. */
  static Next named(ScreenModel model, List<String> words) {
    if (model.turn().isEmpty()) {
      return Next.of(model.told("turn: " + alone(), true));
    }
    Optional<TurnCluster> meant =
        model.turn().stream()
            .filter(each -> words.stream().findFirst().filter(each.cluster()::equals).isPresent())
            .findFirst();
    if (meant.isEmpty()) {
      List<String> names = model.turn().stream().map(TurnCluster::cluster).toList();
      return Next.of(model.told("turn: name one of " + String.join(", ", names), true));
    }
    return meant.get().run().isEmpty()
        ? Next.of(model.told("turn: " + waits(meant.get()), true))
        : to(model, meant.get());
  }

  private static Next to(ScreenModel model, TurnCluster cluster) {
    return Next.of(model, new Intent.Attach(cluster.cluster(), cluster.run().orElseThrow()));
  }

  private static Optional<String> cannot(ScreenModel model, int step) {
    if (model.turn().isEmpty()) {
      return Optional.of(alone());
    }
    Optional<TurnCluster> there = neighbour(model, step);
    if (there.isEmpty()) {
      return Optional.of(
          "this is the " + (step < 0 ? "first" : "last") + " of " + model.turn().size());
    }
    return there.filter(each -> each.run().isEmpty()).map(Turning::waits);
  }

  private static String alone() {
    return "this run is of one cluster only";
  }

  private static String waits(TurnCluster cluster) {
    return cluster.cluster() + " waits for the one before";
  }

  private static Optional<TurnCluster> neighbour(ScreenModel model, int step) {
    String own = model.run().map(RunPicture::cluster).orElse("");
    for (int i = 0; i < model.turn().size(); i++) {
      if (model.turn().get(i).cluster().equals(own)) {
        int other = i + step;
        return other < 0 || other >= model.turn().size()
            ? Optional.empty()
            : Optional.of(model.turn().get(other));
      }
    }
    return Optional.empty();
  }
}
