package dev.blackstart.app.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of keys is what the tables say; {@code -Ddocs.write=true} writes it anew. */
class KeysPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("blackstart.root", ".")).resolve("docs/keys.md");

  @Test
  void thePageIsAsTheTablesSay() throws IOException {
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, KeysPage.text());
    }

    assertEquals(
        KeysPage.text(), Files.readString(PAGE), "docs/keys.md is stale, see CONTRIBUTING.md");
  }

  @Test
  void everyKeyAndEveryCommandIsOnThePage() {
    String text = KeysPage.text();
    for (Binding binding : Bindings.ALL) {
      assertTrue(text.contains("| " + binding.name() + " | "), binding.name());
      assertTrue(text.contains(" | " + binding.help() + " |"), binding.name());
    }
    for (Command command : CommandTable.ALL) {
      assertTrue(text.contains("| `" + command.usage() + "` | "), command.word());
    }
  }
}
