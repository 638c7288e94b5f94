package dev.blackstart.app.tui;

import dev.blackstart.app.OperatorFiles;
import dev.blackstart.files.StateFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the operator asked the console for.
 *
 * @param program starts the application, to be followed by its arguments
 * @param options of the verbs that start a run: repository, charts, variables
 * @param begin verb and options of a run to begin with; empty to open on the clusters
 * @param readonly only to look
 * @param ascii signs in ASCII whatever the locale can show
 * @param theme by name
 * @param window a desktop window in place of the terminal
 * @param config folder of the operator's settings; themes lie in a folder below it
 */
public record ConsoleOrder(
    OperatorFiles files,
    StateFolder state,
    List<String> program,
    List<String> options,
    List<String> begin,
    boolean readonly,
    boolean ascii,
    Optional<String> theme,
    boolean window,
    Path config) {
  /** Folder of the operator's own themes. */
  Path themes() {
    return config.resolve("themes");
  }
}
