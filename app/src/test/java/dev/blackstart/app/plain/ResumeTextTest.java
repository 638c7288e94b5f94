package dev.blackstart.app.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.app.KeptRun;
import dev.blackstart.app.Unfinished;
import dev.blackstart.app.engine.Estimates;
import dev.blackstart.world.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTextTest {
  private static final String VALUES = "infrastructure/base/cilium/helmrelease.yaml";

  @TempDir Path folder;

  @Test
  void anUnfinishedRunIsToldInWordsWithTheFileThatMakesAPhaseStale() throws Exception {
    KeptRun run = new KeptRun(folder).killedIn("coredns", true);
    run.change(VALUES, "values:", "values:\n    debug: {enabled: true}");
    Unfinished unfinished = Unfinished.of(run.past());
    Estimates estimates = Estimates.of(run.state(), "infra", World.Kind.LIVE);

    assertEquals(
        List.of(
            "run 20260101-230000-7f3a stopped in coredns 14 min ago (killed)",
            "  held: 9 of 17 phases, as its journal last saw them",
            "  stale: cilium: " + VALUES + " changed",
            "  a resume does: cilium ... verify, more than 1 min",
            "  go on: blackstart resume 20260101-230000-7f3a"),
        ResumeText.lines(unfinished, estimates, KeptRun.BEGAN.plusSeconds(23 * 60)));
    assertEquals(
        List.of(Map.of("phase", "cilium", "certain", true, "files", List.of(VALUES))),
        ResumeText.json(unfinished).get("stale"));
  }
}
