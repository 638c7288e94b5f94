package dev.blackstart.app.tui;

import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.app.tui.terminal.Themes;
import dev.blackstart.app.tui.view.Display;
import dev.blackstart.app.tui.view.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which theme is worn, and which comes next. */
final class Wardrobe {
  private final Map<String, String> environment;
  private final Path folder;
  private final Themes.Choice first;
  private Theme worn;

  Wardrobe(Optional<String> asked, Map<String, String> environment, Path folder) {
    this.environment = environment;
    this.folder = folder;
    this.first = Themes.choose(asked, environment, folder);
    this.worn = first.theme();
  }

  Theme worn() {
    return worn;
  }

  /** What can be asked for: those of ours and the operator's own. */
  List<String> names() {
    return Themes.names(folder);
  }

  /** Why the theme that was asked for is not the one that is worn. */
  Optional<String> complaint() {
    return first.complaint();
  }

  /** Changes to a theme by name, or to the {@code next} of ours. */
  void wear(String name, Display display, ConsoleLoop screen) {
    if (name.equals("next")) {
      List<String> names = Themes.OURS.stream().map(Theme::name).toList();
      int at = names.indexOf(worn.name());
      worn = Themes.OURS.get((at + 1) % names.size());
    } else {
      Themes.Choice choice = Themes.choose(Optional.of(name), environment, folder);
      worn = choice.theme();
      choice.complaint().ifPresent(text -> screen.tell(new Msg.Told(text, true)));
    }
    display.wear(worn);
    screen.tell(new Msg.Told("theme " + worn.name(), false));
  }
}
