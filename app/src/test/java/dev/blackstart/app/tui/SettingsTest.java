package dev.blackstart.app.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.tui.model.Bindings;
import dev.blackstart.app.tui.model.Keymap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path folder;

  @Test
  void withoutAFileEverythingIsAsItComes() {
    Settings settings = Settings.read(folder.resolve("missing"));
    assertEquals(Keymap.OURS, settings.keymap());
    assertEquals(List.of(), settings.complaints());
  }

  @Test
  void keysThemeAndMouseAreAsTheOperatorWantsThem() throws IOException {
    Settings settings =
        read(
            """
            theme: light
            mouse: true
            keys:
              pause: P
              more-time: ["+", "="]
            """);
    assertEquals(List.of(), settings.complaints());
    assertEquals(Optional.of("light"), settings.theme());
    assertTrue(settings.mouse());
    assertEquals(Set.of("P"), keys(settings, "pause"));
    assertEquals(Set.of("+", "="), keys(settings, "more-time"));
  }

  @Test
  void twoKeysCanChangePlaces() throws IOException {
    Settings settings = read("keys: {pause: w, why: p}\n");
    assertEquals(List.of(), settings.complaints());
    assertEquals(Set.of("w"), keys(settings, "pause"));
  }

  @Test
  void anUnknownNameIsToldWithItsLineAndWhatWasMeant() throws IOException {
    Settings settings = read("mouse: true\nkeys:\n  pauze: P\n");
    assertComplaint(settings, 3, "no key has the name pauze (pause?)");
    assertTrue(settings.mouse(), "the rest is obeyed");
  }

  @Test
  void anUnknownKeyIsTold() throws IOException {
    Settings settings = read("keys:\n  pause: pagedown\n");
    assertComplaint(settings, 2, "pause: pagedown is no key");
    assertEquals(Set.of("p"), keys(settings, "pause"));
    assertComplaint(read("keys:\n  pause: ctrl-\n"), 2, "pause: ctrl- is no key");
    assertComplaint(read("keys:\n  pause: []\n"), 2, "pause needs a key");
  }

  @Test
  void aKeyThatWouldMeanTwoThingsOnOnePageIsTold() throws IOException {
    Settings settings = read("keys:\n  pause: c\n");
    assertComplaint(settings, 2, "pause: c is the key of copy on the same page");
    assertEquals(Set.of("p"), keys(settings, "pause"));
  }

  @Test
  void whatGoesBackToItsKeyTakesItFromWhoeverHadTakenIt() throws IOException {
    Settings settings = read("keys: {why: p, pause: c}\n");
    assertEquals(2, settings.complaints().size(), settings.complaints().toString());
    assertEquals(Keymap.OURS, settings.keymap());
  }

  @Test
  void whatIsNoYamlOrNoSettingIsTold() throws IOException {
    assertComplaint(read("keys: [\n"), 2, "");
    assertComplaint(read("colour: dark\n"), 1, "there is no setting colour");
    assertComplaint(read("- keys\n"), 1, "settings map");
    assertComplaint(read("mouse: perhaps\n"), 1, "mouse is true or false, not perhaps");
    assertComplaint(read("theme: {a: b}\n"), 1, "theme needs one word");
    assertEquals(List.of(), read("").complaints());
  }

  @Test
  void everyEntryCanHaveAKeyOfItsOwn() throws IOException {
    for (var binding : Bindings.ALL) {
      Settings settings = read("keys: {" + binding.name() + ": f12}\n");
      assertEquals(List.of(), settings.complaints(), binding.name());
      assertEquals(Set.of("f12"), keys(settings, binding.name()));
    }
  }

  private void assertComplaint(Settings settings, int line, String what) {
    assertEquals(1, settings.complaints().size(), settings.complaints().toString());
    String complaint = settings.complaints().get(0);
    assertTrue(
        complaint.startsWith(folder.resolve("config.yaml") + ":" + line + ": " + what), complaint);
    assertEquals(1, complaint.lines().count());
  }

  private static Set<String> keys(Settings settings, String name) {
    return settings.keymap().named(name).orElseThrow().keys();
  }

  private Settings read(String text) throws IOException {
    Files.writeString(folder.resolve("config.yaml"), text);
    return Settings.read(folder);
  }
}
