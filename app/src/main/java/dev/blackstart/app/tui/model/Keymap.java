package dev.blackstart.app.tui.model;

import dev.blackstart.app.tui.model.Page.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * The keys as the operator has them: the table, with other keys for some of its entries.
 *
 * @param all in the order the help shows them
 */
public record Keymap(List<Binding> all) {
  public static final Keymap OURS = new Keymap(Bindings.ALL);

  /** What a key does on a page. */
  public Optional<Binding> of(Kind page, Key key) {
    return on(page).stream().filter(each -> each.keys().contains(key.name())).findFirst();
  }

  /** The keys of a page, its own before those of every page. */
  public List<Binding> on(Kind page) {
    List<Binding> own = new ArrayList<>();
    all.stream()
        .filter(each -> each.pages().contains(page) && !each.everywhere())
        .forEach(own::add);
    all.stream().filter(Binding::everywhere).forEach(own::add);
    return own;
  }

  /** The entry of that name. */
  public Optional<Binding> named(String name) {
    return all.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** The key that is shown for an entry; its name when there is none. */
  public String shown(String name) {
    return named(name).map(Binding::shown).orElse(name);
  }

  /** The same with other keys for one entry. */
  public Keymap with(String name, List<String> keys) {
    return new Keymap(
        all.stream()
            .map(each -> each.name().equals(name) ? each.on(new LinkedHashSet<>(keys)) : each)
            .toList());
  }

  /** An entry that has one of these keys on a page it shares with the entry of that name. */
  public Optional<Binding> clash(String name, List<String> keys) {
    return named(name).stream()
        .flatMap(
            mine ->
                all.stream()
                    .filter(each -> !each.name().equals(name))
                    .filter(each -> each.pages().stream().anyMatch(mine.pages()::contains))
                    .filter(each -> keys.stream().anyMatch(each.keys()::contains)))
        .findFirst();
  }
}
