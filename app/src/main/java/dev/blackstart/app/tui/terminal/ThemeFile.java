package dev.blackstart.app.tui.terminal;

import dev.blackstart.app.tui.view.Colour;
import dev.blackstart.app.tui.view.Look;
import dev.blackstart.app.tui.view.Theme;
import dev.blackstart.app.tui.view.Tone;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A theme an operator wrote: a mapping from tones to words such as {@code "#87d787 bold"} or {@code
 * bright-red on black}. {@code based-on} names one of ours for the tones it leaves out (dark
 * otherwise), {@code chosen} is the row the cursor is on, {@code ink} and {@code paper} are the
 * screen's own colours; with {@code paper} the theme covers the terminal's.
 */
final class ThemeFile {
  private final Map<Tone, Look> looks;
  private Look chosen;
  private Colour.Rgb ink;
  private Colour.Rgb paper;
  private boolean covers;

  private ThemeFile(Theme base) {
    looks = new EnumMap<>(base.looks());
    chosen = base.chosen();
    ink = base.ink();
    paper = base.paper();
  }

  /**
   * Reads a theme.
   *
   * @throws YamlProblem naming file and line, when it is not one
   */
  static Theme read(String name, Path file) throws IOException {
    // Without its folder: what is wrong must be seen in a footer of eighty columns.
    String told = "themes/" + name + ".yaml";
    YamlNode document;
    try {
      document = Yaml.document(Files.readString(file), told);
    } catch (MalformedInputException e) {
      throw new YamlProblem(new Mark(told, 1, 1), "the file is not UTF-8 text");
    }
    if (!(document instanceof MapNode map)) {
      throw new YamlProblem(document.mark(), "a theme maps tones to colours");
    }
    ThemeFile theme = new ThemeFile(base(map));
    for (MapNode.Entry entry : map.entries()) {
      theme.set(entry.key(), words(entry));
    }
    return new Theme(name, theme.looks, theme.chosen, theme.ink, theme.paper, theme.covers);
  }

  private static Theme base(MapNode map) {
    Optional<MapNode.Entry> entry = map.entry("based-on");
    if (entry.isEmpty()) {
      return Themes.DARK;
    }
    String name = words(entry.get()).text();
    return Themes.ours(name)
        .orElseThrow(
            () ->
                new YamlProblem(entry.get().value().mark(), "no theme of ours is called " + name));
  }

  private static ScalarNode words(MapNode.Entry entry) {
    if (entry.value() instanceof ScalarNode scalar && !scalar.isNull()) {
      return scalar;
    }
    throw new YamlProblem(
        entry.value().mark(),
        entry.key().text()
            + " needs words such as \"#87d787 bold\" (a # begins a comment unless"
            + " quoted)");
  }

  private void set(ScalarNode key, ScalarNode value) {
    switch (key.text()) {
      case "based-on" -> {}
      case "chosen" -> chosen = look(key, value);
      case "ink" -> ink = exact(key, value);
      case "paper" -> {
        paper = exact(key, value);
        covers = true;
      }
      default -> looks.put(tone(key), look(key, value));
    }
  }

  private static Tone tone(ScalarNode key) {
    return Arrays.stream(Tone.values())
        .filter(tone -> word(tone).equals(key.text()))
        .findFirst()
        .orElseThrow(
            () ->
                new YamlProblem(
                    key.mark(),
                    "no tone is called "
                        + key.text()
                        + " (there are "
                        + Arrays.stream(Tone.values())
                            .map(ThemeFile::word)
                            .collect(Collectors.joining(", "))
                        + ", and chosen, ink, paper, based-on)"));
  }

  private static Look look(ScalarNode key, ScalarNode value) {
    Colour foreground = Colour.Own.DEFAULT;
    Colour background = Colour.Own.DEFAULT;
    EnumSet<Look.Style> styles = EnumSet.noneOf(Look.Style.class);
    boolean on = false;
    for (String word : List.of(value.text().strip().split("\\s+"))) {
      Optional<Look.Style> style = style(word);
      if (word.equals("on")) {
        on = true;
      } else if (style.isPresent()) {
        styles.add(style.get());
      } else if (on) {
        background = colour(key, value, word);
        on = false;
      } else {
        foreground = colour(key, value, word);
      }
    }
    return new Look(foreground, background, styles);
  }

  private static Colour colour(ScalarNode key, ScalarNode value, String word) {
    return Colour.parse(word)
        .orElseThrow(
            () ->
                new YamlProblem(
                    value.mark(),
                    key.text()
                        + ": \""
                        + word
                        + "\" is no colour (#rrggbb, red, bright-red, default) and no style ("
                        + Arrays.stream(Look.Style.values())
                            .map(ThemeFile::word)
                            .collect(Collectors.joining(", "))
                        + ")"));
  }

  private static Colour.Rgb exact(ScalarNode key, ScalarNode value) {
    if (colour(key, value, value.text().strip()) instanceof Colour.Rgb rgb) {
      return rgb;
    }
    throw new YamlProblem(value.mark(), key.text() + " needs an exact colour (#rrggbb)");
  }

  private static Optional<Look.Style> style(String word) {
    return Arrays.stream(Look.Style.values()).filter(style -> word(style).equals(word)).findFirst();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
