package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.run.PhaseId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedTest {
  private static final String VALUES = "infrastructure/base/cilium/helmrelease.yaml";

  @TempDir Path folder;
  private KeptRun run;

  @BeforeEach
  void repository() throws IOException {
    run = new KeptRun(folder);
  }

  @Test
  void aRunThatWasKilledSaysWhereAndWhatIsAhead() {
    Unfinished unfinished = Unfinished.of(run.killedIn("coredns", true).past());

    assertEquals("in coredns", unfinished.where());
    assertEquals("killed", unfinished.why());
    assertEquals("none", unfinished.stale());
    assertEquals("coredns ... verify", unfinished.plan());
    assertEquals(9, unfinished.held().size());
    assertEquals(KeptRun.BEGAN.plusSeconds(9 * 60), unfinished.stopped());
  }

  @Test
  void aStalePhaseNamesTheFileThatChangedAndIsMadeAgain() throws IOException {
    run.killedIn("coredns", true);
    run.change(VALUES, "values:", "values:\n    debug: {enabled: true}");

    Unfinished unfinished = Unfinished.of(run.past());

    assertEquals("cilium (helmrelease.yaml changed)", unfinished.stale());
    assertEquals(
        "cilium: " + VALUES + " changed", unfinished.survey().stale().getFirst().sentence());
    assertEquals("cilium ... verify", unfinished.plan());
  }

  @Test
  void aCommentInAFileMakesNothingStale() throws IOException {
    run.killedIn("coredns", true);
    run.change(VALUES, "values:", "# nothing new\n  values:");

    assertEquals("none", Unfinished.of(run.past()).stale());
  }

  @Test
  void aJournalThatNamesNoFilesStillTellsThatTheInputsAreOthers() throws IOException {
    run.killedIn("coredns", false);
    run.change(VALUES, "values:", "values:\n    debug: {enabled: true}");

    assertEquals("cilium (made from other inputs)", Unfinished.of(run.past()).stale());
  }

  @Test
  void withoutTheChartAtHandOnlyTheFilesAreComparedAndThatIsSaid() throws IOException {
    run.killedIn("coredns", true);
    run.change("bootstrap/infra/helmfile.d/01-apps.yaml", "version: 1.18.5", "version: 1.18.6");

    Stale cilium = Unfinished.of(run.past()).survey().stale().getFirst();

    assertEquals(new PhaseId("cilium"), cilium.phase());
    assertEquals("cilium perhaps (01-apps.yaml changed)", cilium.brief());
    assertTrue(cilium.sentence().endsWith("finds out whether it matters"), cilium.sentence());
  }

  @Test
  void aMachineConfigThatChangedMakesTheNodesStale() throws IOException {
    run.killedIn("coredns", true);
    Path config = run.repository().resolve("talos/machineconfig.yaml.j2");
    Files.writeString(
        config, Files.readString(config).replaceFirst("\nmachine:\n", "\nmachine:\n  udev: {}\n"));

    Unfinished unfinished = Unfinished.of(run.past());

    assertEquals("apply (machineconfig.yaml.j2 changed)", unfinished.stale());
    assertEquals("apply, coredns ... verify", unfinished.plan());
  }

  @Test
  void aRepositoryThatIsBrokenOrGoneIsSaidAndTheJournalStands() throws IOException {
    run.killedIn("coredns", true);
    run.change("bootstrap/infra/helmfile.d/01-apps.yaml", "releases:", "releases: [");

    Unfinished broken = Unfinished.of(run.past());

    assertTrue(
        broken.survey().trouble().orElseThrow().startsWith("bootstrap/infra/helmfile.d/01-apps"),
        broken.survey().trouble().toString());
    assertEquals("coredns ... verify", broken.plan());
  }

  @Test
  void whatTheWorldSaysNowTakesThePlaceOfTheJournal() {
    Unfinished unfinished = Unfinished.of(run.killedIn("coredns", true).past());
    Instant now = KeptRun.BEGAN.plusSeconds(3600);

    Unfinished verified =
        unfinished.verified(
            List.of(
                new Standing.Claim("apply", true, "6 of 6", List.of()),
                new Standing.Claim("etcd", false, "2 of 3", List.of())),
            now);

    assertEquals(List.of(new PhaseId("apply")), verified.held());
    assertEquals(Optional.of(now), verified.seen());
    assertEquals(new PhaseId("etcd"), verified.ahead().getFirst());
  }
}
