package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLedgerTest {
  private static final String HELM = "helm.kube-system/cilium";

  @TempDir private Path runs;

  @BeforeEach
  void anEarlierRunBegan() throws IOException {
    FileLedger earlier =
        new FileLedger(Files.createDirectory(runs.resolve("20260101-120000-aaaa")));
    earlier.choose(HELM, "begun");
    earlier.choose("etcd.bootstrap", "10.0.0.11");
  }

  private FileLedger following(String run) throws IOException {
    return FileLedger.following(
        Files.createDirectories(runs.resolve(run)), choice -> choice.startsWith("helm."));
  }

  @Test
  void whatOutlivesARunHoldsForTheNextAndNothingElse() throws IOException {
    FileLedger next = following("20260102-120000-bbbb");

    assertEquals(Optional.of("begun"), next.choice(HELM));
    assertEquals(Optional.empty(), next.choice("etcd.bootstrap"));
  }

  @Test
  void itIsHandedOnFromRunToRun() throws IOException {
    following("20260102-120000-bbbb").choose("chart.pin", "sha256:1");
    following("20260103-120000-cccc"); // has chosen nothing: one that chose is asked

    assertEquals(Optional.of("begun"), following("20260104-120000-dddd").choice(HELM));
  }

  @Test
  void aRunThatHasChosenByItselfIsNotToldAgain() throws IOException {
    FileLedger next = following("20260102-120000-bbbb");
    next.choose(HELM, "ended");

    assertEquals(Optional.of("ended"), following("20260102-120000-bbbb").choice(HELM));
    assertEquals(Optional.of("ended"), following("20260103-120000-cccc").choice(HELM));
  }

  @Test
  void whatALaterRunChoseIsNothingToAnEarlierOne() throws IOException {
    assertEquals(Optional.empty(), following("20251231-120000-9999").choice(HELM));
  }
}
