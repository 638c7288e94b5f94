package dev.blackstart.app.tui.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code docs/keys.md}, made of the tables of keys and commands. */
final class KeysPage {
  private static final String HEAD =
      """
      # Keys
      `?` shows the keys of the page you are on, and why one cannot be used just now; Enter there uses the key. The footer shows those that fit.

      ## On a page
      | key | name | where | what it does |
      |---|---|---|---|
      """;

  private static final String TYPING =
      """

      ## While typing
      `/` filters as you type, `\\` goes to the first match, `:` takes a command. A filter is a regular expression ([RE2](https://github.com/google/re2/wiki/Syntax), capitals and small letters alike); `!` in front shows what does not match; what is no regular expression, or not one yet, is taken as it stands and the footer says so.

      | key | what it does |
      |---|---|
      | enter | take it |
      | esc, ctrl-c | leave it; a filter or a search is taken back |
      | tab, shift-tab | the next completion of a command, the one before |
      | up, down | earlier commands, those of earlier sessions too (`console-history` in the state folder, readable by you only) |
      | left, right, home, end, ctrl-a, ctrl-e | move in the line |
      | backspace, delete, ctrl-w, ctrl-u, ctrl-k | take out a character, a word, all before or behind |

      ## In a question
      The safe answer has the cursor. What cannot be taken back wants the name of the cluster typed first.

      | key | what it does |
      |---|---|
      | esc, ctrl-c | close it; nothing is done |
      | tab, shift-tab, arrows | the next answer, the one before; where there is nothing to answer, scroll |
      | enter | take the answer under the cursor |
      | pgdn, pgup | scroll what is too long |
      | c | copy the command or the remedy |

      ## Commands
      After `:`. A beginning that only one command has is enough; Tab completes words and arguments. What touches disks or cuts a run off is a command only, and asks.

      | command | what it does |
      |---|---|
      """;

  private static final String SETTINGS =
      """

      ## Mouse
      Off until `m`, `:mouse on` or `mouse: true`: so the terminal's own selecting works. While it is on, Shift and dragging select. A click puts the cursor on a row, a tab, an answer or a key of the footer; a click on what the cursor is on opens it; the wheel scrolls.

      ## Settings
      `$XDG_CONFIG_HOME/blackstart/config.yaml` (`~/.config/blackstart/config.yaml`):
      ```yaml
      theme: dark               # docs/themes.md
      mouse: true
      keys:                     # names of the first table, each with a key or a list of keys
        pause: P
        more-time: ["+", "="]
      ```
      A key is a character or one of `%s`, with `ctrl-`, `alt-` or `shift-` in front where the terminal tells it. A name that is not there, a key that is none, or one that would mean two things on one page is told in one line with its place, and that entry keeps its keys.
      """;

  private KeysPage() {}

  static String text() {
    StringBuilder out = new StringBuilder(HEAD);
    for (Binding binding : Bindings.ALL) {
      String keys = binding.keys().stream().map(KeysPage::code).collect(Collectors.joining(" "));
      row(out, keys, binding.name(), where(binding.pages()), binding.help());
    }
    out.append(TYPING);
    for (Command command : CommandTable.ALL) {
      row(out, "`" + command.usage() + "`", command.help());
    }
    return out + String.format(Locale.ROOT, SETTINGS, String.join(" ", Key.NAMED));
  }

  private static String code(String key) {
    return "`" + key + "`";
  }

  private static void row(StringBuilder out, String... cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String where(EnumSet<Page.Kind> pages) {
    if (pages.equals(Rooms.EVERYWHERE)) {
      return "everywhere";
    }
    if (pages.equals(Rooms.TEXTS)) {
      return "texts";
    }
    if (pages.equals(Rooms.OF_A_RUN)) {
      return "pages of a run";
    }
    List<String> names = pages.stream().map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList();
    return String.join(", ", names);
  }
}
