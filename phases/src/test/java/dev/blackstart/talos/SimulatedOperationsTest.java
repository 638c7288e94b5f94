package dev.blackstart.talos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.world.EtcdSnapshotCheck;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.Machines;
import dev.blackstart.world.NodeOperations;
import dev.blackstart.world.NodeOperations.Applied;
import dev.blackstart.world.NodeOperations.ApplyMode;
import dev.blackstart.world.NodeOperations.EtcdStatus;
import dev.blackstart.world.NodeOperations.RebootMode;
import dev.blackstart.world.NodeOperations.Reset;
import dev.blackstart.world.RenderedConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What nodes do when they are asked to; each test leaves the control plane running. */
@Timeout(60)
class SimulatedOperationsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static SimulatedPair pair;

  @BeforeAll
  static void begin() throws Exception {
    pair = new SimulatedPair();
  }

  @AfterAll
  static void end() {
    pair.close();
  }

  private static NodeOperations operations() {
    return new GrpcOperations(pair.machines());
  }

  @Test
  void aRebootIsAnotherBootAndHasAnActor() throws Exception {
    String before = operations().bootId(pair.running).orElseThrow();
    String actor = operations().reboot(pair.running, RebootMode.DEFAULT);
    assertFalse(actor.isEmpty());
    awaitAnotherBoot(before);
    pair.untilHealthy();
  }

  @Test
  void anUpgradeBringsTheVersionAndTheSchematicOfItsImage() throws Exception {
    String before = operations().bootId(pair.running).orElseThrow();
    String schematic = "c".repeat(64);
    String image = "factory.talos.dev/metal-installer/" + schematic + ":v1.12.12";
    assertEquals(Optional.empty(), operations().schematic(pair.running));
    operations().upgrade(pair.running, image, false, false, RebootMode.DEFAULT);
    awaitAnotherBoot(before);
    pair.untilHealthy();
    assertEquals(Optional.of(schematic), operations().schematic(pair.running));
    assertEquals(Optional.of("v1.12.12"), pair.machines().report(pair.running).talosVersion());
  }

  @Test
  void aResetOfEphemeralKeepsTheConfigAndTakesEtcdsDatabase() throws Exception {
    String before = operations().bootId(pair.running).orElseThrow();
    operations().reset(pair.running, new Reset(false, true, Set.of("EPHEMERAL"), List.of()));
    awaitAnotherBoot(before);
    pair.bootstrapped();
  }

  private static void awaitAnotherBoot(String before) throws InterruptedException {
    pair.until(
        report ->
            report.reach() == Reach.OURS
                && operations()
                    .bootId(pair.running)
                    .filter(now -> !now.equals(before))
                    .isPresent());
    assertNotEquals(Optional.of(before), operations().bootId(pair.running));
  }

  @Test
  void theRunningConfigIsTheOneItWasGiven() {
    RenderedConfig running = operations().runningConfig(pair.running);
    assertEquals(pair.config("cp-1", "a").digest(), running.digest());
    assertFalse(running.toString().contains(pair.secrets().getFirst()));
  }

  @Test
  void aDryRunTellsTheModeAndChangesNothing() {
    Applied labels = apply(pair.config("cp-1", "b"), ApplyMode.AUTO, true);
    assertEquals(ApplyMode.NO_REBOOT, labels.mode());
    assertTrue(labels.details().contains("skipped in dry-run"), labels.details());
    assertEquals(
        pair.config("cp-1", "a").digest(), operations().runningConfig(pair.running).digest());
  }

  @Test
  void aConfigThatNeedsNoRebootIsAppliedAtOnce() {
    assertEquals(
        ApplyMode.NO_REBOOT, apply(pair.config("cp-1", "c"), ApplyMode.AUTO, false).mode());
    assertEquals(
        pair.config("cp-1", "c").digest(), operations().runningConfig(pair.running).digest());
    apply(pair.config("cp-1", "a"), ApplyMode.AUTO, false);
  }

  @Test
  void whatTheNodeSaysOfOtherSecretsShowsNone() {
    RenderedConfig other = pair.withOtherSecrets();
    Failure refused = assertThrows(Failure.class, () -> apply(other, ApplyMode.NO_REBOOT, false));
    String told = refused.what() + apply(other, ApplyMode.AUTO, true).details();
    for (String secret : pair.secrets()) {
      assertFalse(told.contains(secret), "a secret of " + secret.length() + " characters");
    }
    assertFalse(String.valueOf(refused.getCause()).contains(pair.secrets().getFirst()));
  }

  private static Applied apply(RenderedConfig config, ApplyMode mode, boolean dryRun) {
    return operations().apply(pair.running, config, mode, dryRun, MINUTE);
  }

  @Test
  void etcdTellsItsMemberItsLeaderAndItsSize() {
    EtcdStatus status = operations().etcdStatus(pair.running);
    assertTrue(status.member().matches("[0-9a-f]{16}"), status.member());
    assertEquals(status.member(), status.leader());
    assertTrue(status.size() >= status.used() && status.used() > 0, status::toString);
    assertFalse(status.learner());
    assertEquals(List.of(), operations().etcdAlarms(pair.running));
    assertEquals(status.member(), pair.machines().etcdMembers(pair.running).getFirst().id());
  }

  @Test
  void etcdsUpkeepLeavesItWell() throws Exception {
    operations().defragmentEtcd(pair.running);
    pair.untilHealthy();
    EtcdStatus after = operations().etcdStatus(pair.running);
    assertEquals(after.size(), after.used(), "nothing is left to give back");
    assertEquals(List.of(), operations().disarmEtcdAlarms(pair.running));
  }

  @Test
  void theOnlyMemberOfEtcdNeitherForfeitsNorLeaves() {
    assertEquals(Optional.empty(), operations().forfeitEtcdLeadership(pair.running));
    Failure last = assertThrows(Failure.class, () -> operations().leaveEtcd(pair.running));
    assertTrue(last.what().contains("re-configuration failed"), last.what());
    Failure nobody =
        assertThrows(
            Failure.class, () -> operations().removeEtcdMember(pair.running, "00000000000000ff"));
    assertTrue(nobody.what().contains("member not found"), nobody.what());
    Failure no =
        assertThrows(Failure.class, () -> operations().removeEtcdMember(pair.running, "cp-1"));
    assertEquals(Failure.Kind.INPUT, no.kind());
  }

  @Test
  void etcdIsRecoveredFromItsSnapshot() throws Exception {
    ByteArrayOutputStream snapshot = new ByteArrayOutputStream();
    long bytes = operations().snapshotEtcd(pair.running, snapshot);
    assertEquals(snapshot.size(), bytes);
    byte[] whole = snapshot.toByteArray();
    assertEquals(bytes, EtcdSnapshotCheck.check(new ByteArrayInputStream(whole), "it").bytes());
    String before = operations().bootId(pair.running).orElseThrow();
    operations().reset(pair.running, new Reset(false, true, Set.of("EPHEMERAL"), List.of()));
    awaitAnotherBoot(before);
    pair.until(
        report ->
            report.service("etcd").filter(etcd -> etcd.state().equals("Preparing")).isPresent());
    operations().uploadEtcdSnapshot(pair.running, new ByteArrayInputStream(whole));
    assertEquals(Machines.BootstrapAnswer.ACCEPTED, operations().recoverEtcd(pair.running, false));
    pair.untilHealthy();
  }

  @Test
  void aMachineWithoutAConfigDoesNothingButAnswers() {
    assertEquals(Optional.empty(), operations().bootId(pair.bare));
    for (Runnable call :
        List.<Runnable>of(
            () -> operations().reboot(pair.bare, RebootMode.DEFAULT),
            () -> operations().shutdown(pair.bare, false),
            () -> operations().etcdStatus(pair.bare),
            () -> operations().runningConfig(pair.bare),
            () ->
                operations()
                    .apply(pair.bare, pair.config("w-1", "a"), ApplyMode.AUTO, false, MINUTE))) {
      Failure refused = assertThrows(Failure.class, call::run);
      assertEquals(Failure.Kind.REFUSED, refused.kind());
      assertTrue(refused.what().contains("maintenance mode"), refused.what());
    }
  }

  @Test
  void onlyDisksTalosDoesNotUseAreWiped() {
    Failure used =
        assertThrows(
            Failure.class, () -> operations().wipeDisks(pair.running, List.of("/dev/sda")));
    assertTrue(used.what().contains("in use"), used.what());
    Failure none =
        assertThrows(
            Failure.class, () -> operations().wipeDisks(pair.running, List.of("/dev/sdz")));
    assertTrue(none.what().contains("not found"), none.what());
  }
}
