package dev.blackstart.app.tui;

import dev.blackstart.app.tui.model.Binding;
import dev.blackstart.app.tui.model.Key;
import dev.blackstart.app.tui.model.Keymap;
import dev.blackstart.repository.source.Spelling;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The operator's settings of the console: {@code keys}, {@code theme} and {@code mouse} in {@code
 * config.yaml}. What cannot be obeyed is left as it comes, and said.
 *
 * @param complaints one line each, {@code file:line: what}
 */
record Settings(Keymap keymap, Optional<String> theme, boolean mouse, List<String> complaints) {
  static final String NAME = "config.yaml";

  private static final List<String> WORDS = List.of("keys", "theme", "mouse");

  /** Reads the file of a folder; a file that is not there sets nothing. */
  static Settings read(Path folder) {
    Path file = folder.resolve(NAME);
    Reader reader = new Reader();
    try {
      List<YamlNode> documents = Yaml.parse(Files.readString(file), file.toString());
      if (!documents.isEmpty()) {
        reader.read(documents.get(0));
      }
    } catch (NoSuchFileException e) {
      return reader.done();
    } catch (YamlProblem e) {
      reader.complaints.add(e.getMessage());
    } catch (IOException e) {
      reader.complaints.add(file + " cannot be read: " + e.getMessage());
    }
    return reader.done();
  }

  private static final class Reader {
    private final List<String> complaints = new ArrayList<>();
    private Keymap keymap = Keymap.OURS;
    private Optional<String> theme = Optional.empty();
    private boolean mouse;

    Settings done() {
      return new Settings(keymap, theme, mouse, List.copyOf(complaints));
    }

    void read(YamlNode document) {
      if (document instanceof ScalarNode scalar && scalar.isNull()) {
        return;
      }
      if (!(document instanceof MapNode map)) {
        complain(document.mark(), "settings map keys, theme and mouse to what you want");
        return;
      }
      for (MapNode.Entry entry : map.entries()) {
        switch (entry.key().text()) {
          case "keys" -> keys(entry.value());
          case "theme" -> word(entry).ifPresent(name -> theme = Optional.of(name));
          case "mouse" -> word(entry).ifPresent(word -> mouse(entry.value().mark(), word));
          default ->
              complain(
                  entry.key().mark(),
                  "there is no setting " + entry.key().text() + meant(entry.key().text(), WORDS));
        }
      }
    }

    private Optional<String> word(MapNode.Entry entry) {
      if (entry.value() instanceof ScalarNode scalar && !scalar.isNull()) {
        return Optional.of(scalar.text());
      }
      complain(entry.value().mark(), entry.key().text() + " needs one word");
      return Optional.empty();
    }

    private void mouse(Mark mark, String word) {
      switch (word) {
        case "true" -> mouse = true;
        case "false" -> mouse = false;
        default -> complain(mark, "mouse is true or false, not " + word);
      }
    }

    /** All entries at once, so that two of them can change places. */
    private void keys(YamlNode node) {
      if (!(node instanceof MapNode map)) {
        complain(node.mark(), "keys map names of docs/keys.md to keys, such as pause: P");
        return;
      }
      List<MapNode.Entry> wanted = new ArrayList<>();
      for (MapNode.Entry entry : map.entries()) {
        List<String> keys = names(entry);
        if (!keys.isEmpty()) {
          keymap = keymap.with(entry.key().text(), keys);
          wanted.add(entry);
        }
      }
      while (wanted.stream().anyMatch(this::clashes)) {
        // What went back to its own key may now be in the way of another.
      }
    }

    /** The keys of an entry; none when something is wrong with it. */
    private List<String> names(MapNode.Entry entry) {
      String name = entry.key().text();
      if (keymap.named(name).isEmpty()) {
        List<String> known = keymap.all().stream().map(Binding::name).toList();
        complain(entry.key().mark(), "no key has the name " + name + meant(name, known));
        return List.of();
      }
      List<YamlNode> written =
          entry.value() instanceof ListNode list ? list.items() : List.of(entry.value());
      Set<String> keys = new LinkedHashSet<>();
      for (YamlNode each : written) {
        String key = each instanceof ScalarNode scalar ? scalar.text() : "";
        if (!Key.isName(key)) {
          complain(
              each.mark(),
              name + ": " + (key.isEmpty() ? "this" : key) + " is no key" + meant(key, Key.NAMED));
          return List.of();
        }
        keys.add(key);
      }
      if (keys.isEmpty()) {
        complain(entry.value().mark(), name + " needs a key");
      }
      return List.copyOf(keys);
    }

    /** A key that means two things on one page goes back to what it meant before. */
    private boolean clashes(MapNode.Entry entry) {
      String name = entry.key().text();
      List<String> keys = List.copyOf(keymap.named(name).orElseThrow().keys());
      Optional<Binding> other = keymap.clash(name, keys);
      if (other.isEmpty() || keys.equals(ours(name))) {
        return false;
      }
      String shared = keys.stream().filter(other.get().keys()::contains).findFirst().orElse("");
      complain(
          entry.key().mark(),
          name + ": " + shared + " is the key of " + other.get().name() + " on the same page");
      keymap = keymap.with(name, ours(name));
      return true;
    }

    private static List<String> ours(String name) {
      return Keymap.OURS.named(name).map(each -> List.copyOf(each.keys())).orElse(List.of());
    }

    private void complain(Mark mark, String what) {
      complaints.add(mark + ": " + what);
    }

    private static String meant(String word, List<String> known) {
      return Spelling.nearest(word, known).map(each -> " (" + each + "?)").orElse("");
    }
  }
}
