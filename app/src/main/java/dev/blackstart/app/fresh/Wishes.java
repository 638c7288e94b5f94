package dev.blackstart.app.fresh;

import dev.blackstart.app.Refusal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an operator said of a new cluster; what was not said is decided later. */
public record Wishes(Map<Wish, List<String>> said) {
  public Wishes {
    said = Map.copyOf(said);
  }

  /** The same with more. */
  public Wishes with(Wish wish, List<String> values) {
    Map<Wish, List<String>> more = new EnumMap<>(Wish.class);
    more.putAll(said);
    more.put(wish, List.copyOf(values));
    return new Wishes(more);
  }

  public List<String> all(Wish wish) {
    return said.getOrDefault(wish, List.of());
  }

  public Optional<String> one(Wish wish) {
    return all(wish).stream().findFirst().filter(text -> !text.isBlank());
  }

  /** Whether there is any machine. */
  public boolean namesMachines() {
    return !all(Wish.CONTROL_PLANES).isEmpty() || !all(Wish.WORKERS).isEmpty();
  }

  /** A refusal of what was said. */
  static Refusal wrong(Wish wish, String value, String wanted) {
    return new Refusal(2, wish.option() + " " + value + " is not right", "give it " + wanted);
  }
}
