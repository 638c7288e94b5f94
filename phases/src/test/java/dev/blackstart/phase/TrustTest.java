package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.world.NodeOperations.FoundVolume;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a run believes and what it may wipe, and which word changes that. */
class TrustTest {
  private static final Node ONE = MachineCases.ONE;
  private static final Node PINNED = MachineCases.PINNED;

  @Test
  void aPinnedMachineMustOfferThePinUntilAnotherIsAcceptedByWord() {
    PaperWorld paper = new PaperWorld();
    assertEquals(
        Optional.of("other"),
        TrustChecks.expected(PINNED, paper.report(PINNED), MachineCases.live(paper)));

    new Consent(true, Set.of(), false).into(paper);

    assertEquals(
        Optional.of("print"),
        TrustChecks.expected(PINNED, paper.report(PINNED), MachineCases.live(paper)));
  }

  @Test
  void theWordCountsForOneProcessAndWhatWasAcceptedForTheRun() {
    PaperWorld paper = new PaperWorld();
    new Consent(true, Set.of(), false).into(paper);
    Consent.accepted(paper, PINNED, "print");
    Consent.NONE.into(paper);

    assertTrue(Consent.accepts(paper, PINNED, "print"));
    assertTrue(!Consent.accepts(paper, PINNED, "a third"));
  }

  @Test
  void aSimulatedMachineStandsForThePinnedOne() {
    PaperWorld paper = new PaperWorld();

    assertEquals(List.of(), TrustChecks.certificates(Specs.of(PINNED, ONE), paper.world()));
    assertEquals(
        Optional.of("print"), TrustChecks.expected(PINNED, paper.report(PINNED), paper.world()));
  }

  @Test
  void theLineToWriteForUnpinnedMachinesIsShownOnce() {
    Node second = new Node("infra-02", "10.25.11.12", Role.CONTROL_PLANE);

    List<Finding> findings =
        TrustChecks.certificates(Specs.of(ONE, second), MachineCases.live(new PaperWorld()));

    assertEquals(1, findings.size());
    assertTrue(
        findings
            .getFirst()
            .remedy()
            .endsWith(
                "clusters: {infra: {talos: {nodes: {10.25.11.11: {fingerprint: \"print\"},"
                    + " 10.25.11.12: {fingerprint: \"print\"}}}}}"),
        findings::toString);
  }

  @Test
  void aMachineThatIsNotThePinnedOneIsGivenNoConfigAtTheLastMomentEither() throws Exception {
    PaperWorld paper = new PaperWorld();
    ApplyMachineConfigs phase = new ApplyMachineConfigs(Specs.of(PINNED), Duration.ofMinutes(9));

    String failure =
        Specs.run(paper, MachineCases.live(paper), phase).failure().orElseThrow().what();

    assertTrue(failure.contains("expected certificate fingerprint other, offered print"), failure);
    assertEquals(List.of(), applied(paper));
  }

  @Test
  void whatOthersWroteOnTheInstallDiskIsWipedOnlyByTheNodesName() throws Exception {
    PaperWorld paper = MachineCases.paperHolding(MachineCases.FOREIGN);
    ApplyMachineConfigs phase = new ApplyMachineConfigs(Specs.of(ONE), Duration.ofMinutes(9));

    String failure = Specs.run(paper, paper.world(), phase).failure().orElseThrow().what();
    assertTrue(failure.contains("ext4 \"photos\" on /dev/sda2"), failure);
    assertEquals(List.of(), applied(paper));

    new Consent(false, Set.of(ONE.address()), false).into(paper);
    assertTrue(Specs.run(paper, paper.world(), phase).failure().isEmpty());
    assertEquals(List.of("apply infra-01"), applied(paper));
  }

  @Test
  void talosPartitionsAnEmptyTableAndOtherDisksAreNobodysData() {
    List<FoundVolume> harmless =
        MachineCases.FOREIGN.stream().filter(each -> !each.label().equals("photos")).toList();

    assertEquals(List.of(), DiskChecks.of(ONE, MachineCases.paperHolding(harmless).world()));
  }

  @Test
  void aWholeDiskWithAFileSystemOfItsOwnIsSomebodys() {
    List<FoundVolume> bluestore =
        List.of(new FoundVolume("/dev/sda", "/dev/sda", "bluestore", "", 500_000_000_000L));

    List<Finding> findings = DiskChecks.of(ONE, MachineCases.paperHolding(bluestore).world());

    assertTrue(
        findings.getFirst().what().endsWith("holds bluestore on /dev/sda (500 GB)"),
        findings::toString);
    assertTrue(
        findings.getFirst().remedy().endsWith("--confirm-wipe infra-01"), findings::toString);
  }

  @Test
  void anInstalledTalosIsNotInstalledAgainSoNothingIsWiped() {
    List<FoundVolume> installed = new ArrayList<>(MachineCases.FOREIGN);
    installed.add(new FoundVolume("/dev/sda3", "/dev/sda", "talosmeta", "META", 1_048_576L));

    assertEquals(List.of(), DiskChecks.of(ONE, MachineCases.paperHolding(installed).world()));
  }

  @Test
  void aConfiguredNodeOfAnotherClusterEndsTheRunBeforeAnyNodeIsGivenItsConfig() throws Exception {
    PaperWorld paper = MachineCases.another();
    Node bare = new Node("infra-02", "10.25.11.12", Role.CONTROL_PLANE);
    ApplyMachineConfigs phase = new ApplyMachineConfigs(Specs.of(bare, ONE), Duration.ofMinutes(9));

    String failure = Specs.run(paper, paper.world(), phase).failure().orElseThrow().what();

    assertTrue(failure.contains("it is of another cluster"), failure);
    assertEquals(List.of(), applied(paper));
  }

  @Test
  void noKubeconfigIsTakenFromAnotherCluster() throws Exception {
    PaperWorld paper = MachineCases.another();
    FetchKubeconfig phase = new FetchKubeconfig(Specs.of(ONE), Duration.ofMinutes(9));

    String failure = Specs.run(paper, paper.world(), phase).failure().orElseThrow().what();

    assertTrue(failure.contains("it is of another cluster"), failure);
    assertTrue(paper.acts.stream().noneMatch(act -> act.startsWith("adopt")), paper.acts::toString);
  }

  private static List<String> applied(PaperWorld paper) {
    return paper.acts.stream().filter(act -> act.startsWith("apply")).toList();
  }
}
