package dev.blackstart.app.tui.model;

import java.util.List;
import java.util.stream.Stream;

/** Every key there is: the one table, put together from one per room. */
public final class Bindings {
  /** All of them, in the order the help shows them. Nothing destructive is on a single key. */
  public static final List<Binding> ALL =
      Stream.of(
              ClusterKeys.all(),
              RunKeys.all(),
              LookingKeys.all(),
              TextKeys.all(),
              MovingKeys.all(),
              LeavingKeys.all())
          .flatMap(List::stream)
          .toList();

  private Bindings() {}
}
