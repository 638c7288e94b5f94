package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two clusters are given one authority, one after the other, and get on with one another. */
@Timeout(900)
abstract class MeshTurnContract {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("blackstart.root", ".."), "docs/example");

  @TempDir Path folder;

  /** The options that say which API server it is; or the test is skipped. */
  abstract List<String> server();

  @Test
  void whatIsMadeOnceIsSharedByBothAndLooksSoAtTheEnd() throws Exception {
    Path repository = copied();
    Operator operator = new Operator(folder.resolve("state"));
    String[] make = {
      "mesh",
      "make",
      "--repo",
      repository.toString(),
      "--address",
      "infra=10.25.11.210",
      "--address",
      "apps=10.25.13.210"
    };
    assertEquals(0, operator.run(make), operator.tail());
    JsonNode made = new ObjectMapper().readTree(operator.said().getLast());
    assertEquals(7, made.path("written").size(), made::toString);

    List<String> rehearse =
        Stream.concat(
                Stream.of(
                    "rehearse",
                    "--repo",
                    repository.toString(),
                    "--charts",
                    repository.resolve("charts").toString(),
                    "--cluster",
                    "infra,apps"),
                server().stream())
            .toList();
    assertEquals(0, operator.run(rehearse.toArray(String[]::new)), operator.tail());

    JsonNode mesh = new ObjectMapper().readTree(operator.said().getLast()).path("mesh");
    assertEquals(2, mesh.path("clusters").size(), operator::tail);
    assertEquals(0, mesh.path("wrong").size(), mesh::toString);
    JsonNode infra = mesh.path("clusters").path(0);
    assertEquals(made.path("authority").asText(), infra.path("authority").asText());
    assertEquals("https://10.25.13.210:2379", infra.path("remotes").path("apps").asText());
    assertFalse(everything().contains("PRIVATE KEY-----"), "a key is in the open");
  }

  /** Journals, logs, reports, and what was said. */
  private String everything() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    assertTrue(all.toString().contains("phase.done"), "no journal was looked at");
    return all.toString();
  }

  private Path copied() throws IOException {
    Path to = folder.resolve("clusters");
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(EXAMPLE.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    return to;
  }
}
