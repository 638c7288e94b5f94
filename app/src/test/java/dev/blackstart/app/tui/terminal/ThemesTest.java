package dev.blackstart.app.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.tui.view.Colour;
import dev.blackstart.app.tui.view.Look;
import dev.blackstart.app.tui.view.Theme;
import dev.blackstart.app.tui.view.Tone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThemesTest {
  private static final Map<String, String> COLOURS = Map.of("TERM", "xterm-256color");

  @TempDir private Path folder;

  @Test
  void theTerminalsBackgroundDecidesWhenNobodyDoes() {
    assertEquals("dark", unasked("TERM", "xterm").name());
    assertEquals("light", unasked("COLORFGBG", "0;15").name());
    assertEquals("light", unasked("COLORFGBG", "0;default;7").name());
    assertEquals("dark", unasked("COLORFGBG", "15;0").name());
    assertEquals("mono", unasked("NO_COLOR", "1").name());
    assertFalse(unasked("COLORFGBG", "0;15").covers(), "the terminal keeps its own paper");
  }

  @Test
  void aThemeThatWasAskedForBringsItsPaper() {
    Themes.Choice light = Themes.choose(Optional.of("light"), COLOURS, folder);
    assertEquals("light", light.theme().name());
    assertTrue(light.theme().covers());
    assertEquals(Optional.empty(), light.complaint());
  }

  @Test
  void anOperatorsThemeChangesTheTonesItNames() throws IOException {
    Theme theme =
        write(
                """
                based-on: light
                good: "#102030 bold"
                bad: bright-red on black underline
                chosen: on blue
                paper: "#fffff0"
                """)
            .theme();
    assertEquals(Look.of(new Colour.Rgb(16, 32, 48), Look.Style.BOLD), look(theme, Tone.GOOD));
    assertEquals(
        new Look(new Colour.Ansi(9), new Colour.Ansi(0), Set.of(Look.Style.UNDERLINE)),
        look(theme, Tone.BAD));
    assertEquals(look(Themes.LIGHT, Tone.KEY), look(theme, Tone.KEY));
    assertEquals(new Colour.Ansi(4), theme.look(Tone.KEY, true).background());
    assertTrue(theme.covers());
    assertEquals("mine", theme.name());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "good: grene | :1: good: \"grene\" is no colour",
        "text: red;goood: red | :2: no tone is called goood (there are text, quiet,",
        "good: #87d787 | :1: good needs words such as",
        "good: [red] | :1: good needs words",
        "based-on: solarized | :1: no theme of ours is called solarized",
        "paper: red | :1: paper needs an exact colour",
        "- red | :1: a theme maps tones to colours",
        "good: red;good: blue | :2: ",
        "good: 'red | mine.yaml:",
        "'' | :1: the file is empty"
      })
  void aBrokenFileIsOneSentenceAndTheUsualTheme(String text, String said) throws IOException {
    Themes.Choice choice = write(text.replace(";", "\n"));
    String complaint = choice.complaint().orElseThrow();
    assertTrue(complaint.contains(said), complaint);
    assertTrue(complaint.endsWith("; the theme is dark"), complaint);
    assertEquals(1, complaint.lines().count());
    assertEquals("dark", choice.theme().name());
  }

  @Test
  void aThemeThatIsNotThereIsToldWithThoseThatAre() {
    String complaint =
        Themes.choose(Optional.of("../secret"), COLOURS, folder).complaint().orElseThrow();
    assertTrue(complaint.contains("dark, light, high-contrast, colour-blind, mono"), complaint);
  }

  @Test
  void everyThemeCanBeReadOnItsPaper() {
    for (Theme theme : Themes.OURS) {
      for (Tone tone : Tone.values()) {
        double least =
            switch (tone) {
              case EDGE -> 2;
              case QUIET, STALE -> 4;
              case TEXT, STRONG, GOOD, WAITS, BAD, ACTIVE, TITLE, KEY, MATCH -> 4.5;
            };
        double wanted = theme.equals(Themes.HIGH_CONTRAST) ? 7 : least;
        for (boolean chosen : List.of(false, true)) {
          double contrast = contrast(theme, theme.look(tone, chosen));
          double enough = chosen ? Math.min(wanted, 3) * (tone == Tone.EDGE ? 0.6 : 1) : wanted;
          assertTrue(contrast >= enough, theme.name() + " " + tone + " " + chosen + " " + contrast);
        }
      }
    }
  }

  /** Vienot, Brettel and Mollon's simulation of deuteranopia on linear light. */
  @Test
  void theStatesStayApartToWhoSeesNoGreen() {
    List<Tone> states = List.of(Tone.GOOD, Tone.WAITS, Tone.BAD, Tone.ACTIVE);
    for (Tone one : states) {
      for (Tone other : states) {
        if (one != other) {
          double distance =
              distance(seen(Themes.COLOUR_BLIND, one), seen(Themes.COLOUR_BLIND, other));
          assertTrue(distance > 0.2, one + " and " + other + ": " + distance);
        }
      }
    }
  }

  private Themes.Choice write(String text) throws IOException {
    Files.writeString(folder.resolve("mine.yaml"), text);
    return Themes.choose(Optional.of("mine"), COLOURS, folder);
  }

  private Theme unasked(String name, String value) {
    return Themes.choose(Optional.empty(), Map.of(name, value), folder).theme();
  }

  private static Look look(Theme theme, Tone tone) {
    return theme.look(tone, false);
  }

  private static double contrast(Theme theme, Look look) {
    double ink = light(look.foreground() instanceof Colour.Rgb rgb ? rgb : theme.ink());
    double paper = light(look.background() instanceof Colour.Rgb rgb ? rgb : theme.paper());
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  }

  private static double light(Colour.Rgb rgb) {
    return 0.2126 * linear(rgb.red()) + 0.7152 * linear(rgb.green()) + 0.0722 * linear(rgb.blue());
  }

  private static double linear(int part) {
    double share = part / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  private static double[] seen(Theme theme, Tone tone) {
    Colour.Rgb rgb = (Colour.Rgb) look(theme, tone).foreground();
    double red = linear(rgb.red());
    double green = linear(rgb.green());
    double blue = linear(rgb.blue());
    return new double[] {
      0.29275 * red + 0.70725 * green,
      0.29275 * red + 0.70725 * green,
      -0.02234 * red + 0.02234 * green + blue
    };
  }

  private static double distance(double[] one, double[] other) {
    return Math.hypot(Math.sqrt(2) * (one[0] - other[0]), one[2] - other[2]);
  }
}
