package dev.blackstart.app.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.googlecode.lanterna.TextColor;
import dev.blackstart.app.tui.view.Colour;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColourDepthTest {
  @ParameterizedTest(name = "{0} has {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "TERM=xterm-256color COLORTERM=truecolor | TRUE",
        "TERM=xterm-256color COLORTERM=24bit | TRUE",
        "TERM=xterm-direct | TRUE",
        "TERM=xterm-256color | INDEXED",
        "TERM=tmux-256color COLORTERM=truecolor TMUX=x | TRUE",
        "TERM=screen-256color COLORTERM=truecolor STY=1 | INDEXED",
        "TERM=xterm | SIXTEEN",
        "TERM=linux | SIXTEEN",
        "TERM=vt100 | NONE",
        "TERM=xterm-256color COLORTERM=truecolor NO_COLOR=1 | NONE",
        "TERM=xterm-256color NO_COLOR= | INDEXED"
      })
  void theEnvironmentSaysHowManyColoursThereAre(String environment, ColourDepth depth) {
    Map<String, String> values =
        Arrays.stream(environment.split(" "))
            .collect(
                Collectors.toMap(
                    pair -> pair.substring(0, pair.indexOf('=')),
                    pair -> pair.substring(pair.indexOf('=') + 1)));
    assertEquals(depth, ColourDepth.of(values));
  }

  /** Cube and grey ramp as xterm defines them: 16 + 36r + 6g + b over 0 95 135 175 215 255. */
  @ParameterizedTest(name = "#{0} is {1} of 256 and {2} of 16")
  @CsvSource({
    "000000,16,0",
    "ffffff,231,15",
    "ff0000,196,1",
    "00ff00,46,2",
    "0000ff,21,4",
    "ffff00,226,3",
    "00ffff,51,6",
    "ff00ff,201,5",
    "808080,244,8",
    "c0c0c0,250,7",
    "5f87af,67,4",
    "262626,235,0",
    "7ccf7c,114,10",
    "ff6b6b,203,9",
    "e5c07b,180,11",
    "6cb6ff,75,14",
    "1a7f37,29,2",
    "c01c28,124,1",
    "8a5a00,94,3",
    "0b57d0,26,4",
    "8b929c,246,8"
  })
  void anExactColourBecomesTheNearestThereIs(String rgb, int indexed, int sixteen) {
    Colour.Rgb colour = Colour.of(Integer.parseInt(rgb, 16));
    assertEquals(indexed, ColourDepth.indexed(colour));
    assertEquals(sixteen, ColourDepth.sixteen(colour));
  }

  @Test
  void oneOfTheSixteenStaysTheOperatorsOwn() {
    for (ColourDepth depth : new ColourDepth[] {ColourDepth.TRUE, ColourDepth.SIXTEEN}) {
      assertEquals(TextColor.ANSI.RED_BRIGHT, depth.say(new Colour.Ansi(9)));
      assertEquals(TextColor.ANSI.DEFAULT, depth.say(Colour.Own.DEFAULT));
    }
    assertEquals(TextColor.ANSI.DEFAULT, ColourDepth.NONE.say(new Colour.Ansi(9)));
    assertEquals(TextColor.ANSI.DEFAULT, ColourDepth.NONE.say(Colour.of(0xff0000)));
  }
}
