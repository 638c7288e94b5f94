package dev.blackstart.app.tui.terminal;

import dev.blackstart.app.tui.view.Colour;
import dev.blackstart.app.tui.view.Look;
import dev.blackstart.app.tui.view.Look.Style;
import dev.blackstart.app.tui.view.Theme;
import dev.blackstart.app.tui.view.Tone;
import dev.blackstart.template.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The themes that come with blackstart, those an operator wrote, and the choice among them. */
public final class Themes {
  private static final Colour OWN = Colour.Own.DEFAULT;

  static final Theme DARK =
      new Theme(
          "dark",
          Map.ofEntries(
              Map.entry(Tone.TEXT, Look.of(OWN)),
              Map.entry(Tone.QUIET, look(0x8b929c)),
              Map.entry(Tone.STRONG, Look.of(OWN, Style.BOLD)),
              Map.entry(Tone.GOOD, look(0x7ccf7c)),
              Map.entry(Tone.WAITS, look(0xe5c07b)),
              Map.entry(Tone.BAD, look(0xff6b6b, Style.BOLD)),
              Map.entry(Tone.ACTIVE, look(0x6cb6ff, Style.BOLD)),
              Map.entry(Tone.TITLE, Look.of(OWN, Style.BOLD)),
              Map.entry(Tone.KEY, look(0xd2a8ff)),
              Map.entry(Tone.EDGE, look(0x5c6370)),
              Map.entry(Tone.MATCH, look(0xffd75f, Style.BOLD, Style.UNDERLINE)),
              Map.entry(Tone.STALE, look(0x7f858f, Style.ITALIC))),
          Look.of(OWN).on(Colour.of(0x2c3a4f)),
          Colour.of(0xd7dae0),
          Colour.of(0x14171c),
          true);

  static final Theme LIGHT =
      new Theme(
          "light",
          Map.ofEntries(
              Map.entry(Tone.TEXT, Look.of(OWN)),
              Map.entry(Tone.QUIET, look(0x5f656d)),
              Map.entry(Tone.STRONG, Look.of(OWN, Style.BOLD)),
              Map.entry(Tone.GOOD, look(0x1a7f37)),
              Map.entry(Tone.WAITS, look(0x8a5a00)),
              Map.entry(Tone.BAD, look(0xc01c28, Style.BOLD)),
              Map.entry(Tone.ACTIVE, look(0x0b57d0, Style.BOLD)),
              Map.entry(Tone.TITLE, Look.of(OWN, Style.BOLD)),
              Map.entry(Tone.KEY, look(0x7b2fa8)),
              Map.entry(Tone.EDGE, look(0xa0a4ab)),
              Map.entry(Tone.MATCH, look(0x8a3ffc, Style.BOLD, Style.UNDERLINE)),
              Map.entry(Tone.STALE, look(0x6e747c, Style.ITALIC))),
          Look.of(OWN).on(Colour.of(0xdbe8ff)),
          Colour.of(0x1f2328),
          Colour.of(0xffffff),
          true);

  static final Theme HIGH_CONTRAST =
      new Theme(
          "high-contrast",
          Map.ofEntries(
              Map.entry(Tone.TEXT, Look.of(OWN)),
              Map.entry(Tone.QUIET, Look.of(OWN)),
              Map.entry(Tone.STRONG, Look.of(OWN, Style.BOLD)),
              Map.entry(Tone.GOOD, look(0x00ff00, Style.BOLD)),
              Map.entry(Tone.WAITS, look(0xffff00, Style.BOLD)),
              Map.entry(Tone.BAD, look(0xffffff, Style.BOLD).on(Colour.of(0xa00000))),
              Map.entry(Tone.ACTIVE, look(0x00ffff, Style.BOLD)),
              Map.entry(Tone.TITLE, Look.of(OWN, Style.BOLD, Style.UNDERLINE)),
              Map.entry(Tone.KEY, look(0xffff00, Style.UNDERLINE)),
              Map.entry(Tone.EDGE, Look.of(OWN)),
              Map.entry(Tone.MATCH, look(0x00ffff, Style.BOLD, Style.UNDERLINE)),
              Map.entry(Tone.STALE, look(0xc8c8c8, Style.ITALIC))),
          look(0x000000).on(Colour.of(0xffff00)),
          Colour.of(0xffffff),
          Colour.of(0x000000),
          true);

  /** Okabe and Ito's colours, the red among them also bold and underlined. */
  static final Theme COLOUR_BLIND =
      new Theme(
          "colour-blind",
          Map.ofEntries(
              Map.entry(Tone.TEXT, Look.of(OWN)),
              Map.entry(Tone.QUIET, look(0x8b929c)),
              Map.entry(Tone.STRONG, Look.of(OWN, Style.BOLD)),
              Map.entry(Tone.GOOD, look(0x56b4e9)),
              Map.entry(Tone.WAITS, look(0xf0e442)),
              Map.entry(Tone.BAD, look(0xe8702a, Style.BOLD, Style.UNDERLINE)),
              Map.entry(Tone.ACTIVE, look(0xffffff, Style.BOLD)),
              Map.entry(Tone.TITLE, Look.of(OWN, Style.BOLD)),
              Map.entry(Tone.KEY, look(0xcc79a7)),
              Map.entry(Tone.EDGE, look(0x5c6370)),
              Map.entry(Tone.MATCH, look(0xf0e442, Style.BOLD, Style.UNDERLINE)),
              Map.entry(Tone.STALE, look(0x7f858f, Style.ITALIC))),
          Look.of(OWN).on(Colour.of(0x333c47)),
          Colour.of(0xd7dae0),
          Colour.of(0x14171c),
          true);

  static final Theme MONO =
      new Theme(
          "mono",
          Map.ofEntries(
              Map.entry(Tone.TEXT, Look.of(OWN)),
              Map.entry(Tone.QUIET, Look.of(OWN, Style.DIM)),
              Map.entry(Tone.STRONG, Look.of(OWN, Style.BOLD)),
              Map.entry(Tone.GOOD, Look.of(OWN)),
              Map.entry(Tone.WAITS, Look.of(OWN, Style.UNDERLINE)),
              Map.entry(Tone.BAD, Look.of(OWN, Style.BOLD, Style.REVERSE)),
              Map.entry(Tone.ACTIVE, Look.of(OWN, Style.BOLD)),
              Map.entry(Tone.TITLE, Look.of(OWN, Style.BOLD)),
              Map.entry(Tone.KEY, Look.of(OWN, Style.UNDERLINE)),
              Map.entry(Tone.EDGE, Look.of(OWN, Style.DIM)),
              Map.entry(Tone.MATCH, Look.of(OWN, Style.BOLD, Style.UNDERLINE)),
              Map.entry(Tone.STALE, Look.of(OWN, Style.DIM, Style.ITALIC))),
          Look.of(OWN, Style.REVERSE),
          Colour.of(0xd0d0d0),
          Colour.of(0x101010),
          false);

  /** All that come with blackstart. */
  public static final List<Theme> OURS = List.of(DARK, LIGHT, HIGH_CONTRAST, COLOUR_BLIND, MONO);

  /**
   * A choice.
   *
   * @param complaint one sentence, when what was asked for cannot be had
   */
  public record Choice(Theme theme, Optional<String> complaint) {}

  /** What can be asked for: ours, and the files of the operator's folder. */
  public static List<String> names(Path folder) {
    Stream<String> ours = OURS.stream().map(Theme::name);
    try (Stream<Path> files = Files.list(folder)) {
      Stream<String> own =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches("[\\w.-]+\\.yaml"))
              .map(name -> name.substring(0, name.length() - ".yaml".length()))
              .sorted();
      return Stream.concat(ours, own).distinct().toList();
    } catch (IOException e) {
      return OURS.stream().map(Theme::name).toList();
    }
  }

  private Themes() {}

  /**
   * The theme an operator asked for, else the one that suits the terminal, on its own paper.
   *
   * @param folder {@code $XDG_CONFIG_HOME/blackstart/themes}; a theme is NAME.yaml in it
   */
  public static Choice choose(
      Optional<String> asked, Map<String, String> environment, Path folder) {
    Theme suiting = suiting(environment);
    if (asked.isEmpty()) {
      return new Choice(suiting, Optional.empty());
    }
    String name = asked.get();
    Path file = folder.resolve(name + ".yaml");
    if (name.matches("[\\w.-]+") && Files.isRegularFile(file)) {
      try {
        return new Choice(ThemeFile.read(name, file), Optional.empty());
      } catch (YamlProblem e) {
        return new Choice(
            suiting, Optional.of(e.getMessage() + "; the theme is " + suiting.name()));
      } catch (IOException e) {
        return new Choice(
            suiting, Optional.of(file + " cannot be read; the theme is " + suiting.name()));
      }
    }
    return ours(name)
        .map(theme -> new Choice(theme, Optional.empty()))
        .orElseGet(() -> new Choice(suiting, Optional.of(unknown(name, file, suiting))));
  }

  static Optional<Theme> ours(String name) {
    return OURS.stream().filter(theme -> theme.name().equals(name)).findFirst();
  }

  private static String unknown(String name, Path file, Theme suiting) {
    return "no theme is called "
        + name
        + " (there are "
        + String.join(", ", OURS.stream().map(Theme::name).toList())
        + ", and "
        + file
        + " is not there); the theme is "
        + suiting.name();
  }

  /** By the colours a terminal says it has ({@code COLORFGBG}, the background last), else dark. */
  private static Theme suiting(Map<String, String> environment) {
    if (ColourDepth.of(environment) == ColourDepth.NONE) {
      return MONO;
    }
    String colours = environment.getOrDefault("COLORFGBG", "");
    String background = colours.substring(colours.lastIndexOf(';') + 1);
    boolean light = background.matches("7|9|1[0-5]");
    return (light ? LIGHT : DARK).covering(false);
  }

  private static Look look(int rgb, Style... styles) {
    return Look.of(Colour.of(rgb), styles);
  }
}
