package dev.blackstart.app.tui.model;

import dev.blackstart.app.tui.model.Page.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** What a key does on a page. */
  public static Optional<Binding> of(Kind page, Key key) {
    return on(page).stream().filter(each -> each.keys().contains(key.name())).findFirst();
  }

  /** The keys of a page, its own before those of every page. */
  public static List<Binding> on(Kind page) {
    List<Binding> own = new ArrayList<>();
    ALL.stream()
        .filter(each -> each.pages().contains(page) && !each.everywhere())
        .forEach(own::add);
    ALL.stream().filter(each -> each.everywhere()).forEach(own::add);
    return own;
  }
}
