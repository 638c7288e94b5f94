package dev.blackstart.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.machineconfig.lint.Lint;
import dev.blackstart.machineconfig.review.ConfigFinding;
import dev.blackstart.phase.PreflightExamples;
import dev.blackstart.repository.source.FindingKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page of findings is what the code says; {@code -Ddocs.write=true} writes it anew. */
class FindingsPageTest {
  private static final Path ROOT = Path.of(System.getProperty("blackstart.root", "."));
  private static final Path PAGE = ROOT.resolve("docs/findings.md");

  @Test
  void thePageIsAsTheCodeSays() throws Exception {
    String text = new FindingsPage(ROOT).text();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, text);
    }

    assertEquals(text, Files.readString(PAGE), "docs/findings.md is stale, see CONTRIBUTING.md");
  }

  @Test
  void everyFindingIsOnThePageWithItsMeaning() throws Exception {
    String text = new FindingsPage(ROOT).text();

    for (FindingKind kind : FindingKind.values()) {
      assertTrue(text.contains("\n| " + kind.id() + " | "), kind.id());
    }
    for (ConfigFinding kind : ConfigFinding.values()) {
      assertTrue(text.contains("\n| " + kind.id() + " | "), kind.id());
    }
    for (Lint kind : Lint.values()) {
      assertTrue(text.contains("\n| " + kind.id() + " | "), kind.id());
    }
    for (String name : PreflightExamples.names()) {
      String id = name.toLowerCase(Locale.ROOT).replace('_', '-');
      assertTrue(text.contains("\n| " + id + " | "), id);
    }
    assertTrue(!text.contains("null"), "a constant without a comment");
  }
}
