package dev.blackstart.app.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.engine.EngineProcess.Start;
import dev.blackstart.run.RunId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirstWordsTest {
  private static final String BEGUN =
      "{\"v\":1,\"at\":\"2026-01-01T00:00:00Z\",\"t_ms\":0,\"run\":\"7f3a\","
          + "\"event\":\"phase.started\",\"phase\":\"etcd\",\"because\":\"\"}";
  private static final String OVER =
      "{\"v\":1,\"at\":\"2026-01-01T00:00:00Z\",\"t_ms\":0,\"run\":\"7f3a\","
          + "\"event\":\"run.ended\",\"outcome\":\"done\",\"exit\":0}";
  private static final String EXAMPLE = "blackstart: the bundled example, cluster infra\n";

  @Test
  void theFirstEventNamesTheRun() {
    assertEquals(Optional.of(new RunId("7f3a")), words(EXAMPLE + BEGUN + "\n").begun());
  }

  @Test
  void halfALineIsNothingYet() {
    assertEquals(Optional.empty(), words(BEGUN.substring(0, 40)).begun());
    assertEquals(Optional.empty(), words("").begun());
  }

  @Test
  void anErrorIsItsTwoLines() {
    String said = EXAMPLE + "blackstart: run 7f3a is unfinished\n  go on: blackstart resume\n";

    assertEquals(
        new Start.Refused(4, "run 7f3a is unfinished", "go on: blackstart resume"),
        words(said).refused(4));
  }

  @Test
  void aResumeWithNothingToGoOnWithSaysSo() {
    Start.Refused refused = words(OVER + "\n").refused(0);

    assertEquals(Optional.empty(), words(OVER + "\n").begun());
    assertEquals("run 7f3a is over: done", refused.what());
  }

  @Test
  void anEndWithoutAnErrorIsQuoted() {
    assertTrue(words(EXAMPLE).refused(134).what().contains("the bundled example"));
    assertTrue(words("").refused(137).what().contains("without a word"));
  }

  private static FirstWords words(String said) {
    return new FirstWords(said.getBytes(StandardCharsets.UTF_8));
  }
}
