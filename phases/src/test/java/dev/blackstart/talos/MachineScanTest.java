package dev.blackstart.talos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.machineconfig.pki.CertificateAuthority;
import dev.blackstart.machineconfig.pki.IssuedCertificate;
import dev.blackstart.machineconfig.pki.Leaf;
import dev.blackstart.rehearsal.control.Loopback;
import dev.blackstart.rehearsal.control.WorldClock;
import dev.blackstart.rehearsal.node.NodeFleet;
import dev.blackstart.rehearsal.node.config.ConfigRules;
import dev.blackstart.run.Fanout;
import dev.talos.api.resource.definitions.block.DiskSpec;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MachineScanTest {
  private static final List<String> ADDRESSES = List.of("10.78.1.11", "10.78.1.12", "10.78.1.13");

  private final WorldClock clock = new WorldClock();
  private final Fanout fanout = new Fanout();
  private final SystemTimeSource time = new SystemTimeSource();
  private final Loopback loopback = Loopback.choose(ADDRESSES);
  private final NodeFleet fleet =
      new NodeFleet(clock, loopback, yaml -> ConfigRules.Verdict.fine(), 7);

  @AfterEach
  void end() {
    fanout.close();
    fleet.close();
    clock.close();
  }

  private MachineScan.Outcome scan(Duration deadline) throws InterruptedException {
    return new MachineScan(loopback::at, time).scan(ADDRESSES, deadline, fanout);
  }

  @Test
  void whoWaitsForAConfigTellsWhatItIsMadeOf() throws InterruptedException {
    clock.speed(120);
    fleet.add(ADDRESSES.get(0));
    fleet.add(ADDRESSES.get(2));
    fleet.start();
    List<FoundMachine> found = List.of();
    while (found.size() < 2) {
      found = scan(Duration.ofSeconds(20)).machines();
      time.pause(Duration.ofMillis(50));
    }

    assertEquals(
        List.of("10.78.1.11", "10.78.1.13"), found.stream().map(FoundMachine::address).toList());
    FoundMachine machine = found.getFirst();
    assertEquals(FoundMachine.State.MAINTENANCE, machine.state());
    assertTrue(machine.fingerprint().orElseThrow().endsWith("="), machine.toString());
    assertTrue(machine.talos().orElseThrow().startsWith("v1.12."), machine.toString());
    assertFalse(machine.uuid().orElseThrow().isEmpty());
    assertFalse(machine.disks().isEmpty());
    assertTrue(machine.link().orElseThrow().mac().matches("([0-9a-f]{2}:){5}[0-9a-f]{2}"));
    assertTrue(
        machine.link().orElseThrow().addresses().stream()
            .anyMatch(address -> address.startsWith("10.78.1.11/")));
  }

  @Test
  void whenTheTimeIsOverTheRestIsCountedNotAsked() throws InterruptedException {
    assertEquals(new MachineScan.Outcome(List.of(), 3), scan(Duration.ofSeconds(-1)));
  }

  @Test
  void moreThanAScanMayAskAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new MachineScan(loopback::at, time)
                .scan(
                    Collections.nCopies(MachineScan.MOST + 1, "10.78.1.11"),
                    Duration.ofSeconds(1),
                    fanout));
  }

  /** Anybody may answer at an address. */
  @Test
  void aMachineThatNeverStopsTellingIsCutShort() throws Exception {
    try (ScriptedNode liar = new ScriptedNode()) {
      liar.maintain(certificate());
      liar.resources.put(
          "Disks.block.talos.dev/sda",
          DiskSpec.newBuilder().setDevPath("/dev/sda").setModel("x".repeat(100_000)).build());
      FoundMachine cut = scan(liar).machines().getFirst();
      for (int i = 0; i < 20_000; i++) {
        liar.resources.put("Disks.block.talos.dev/" + i, DiskSpec.getDefaultInstance());
      }
      FoundMachine refused = scan(liar).machines().getFirst();

      assertEquals(129, cut.disks().getFirst().model().length());
      assertEquals(List.of(), refused.disks());
      assertTrue(refused.note().contains("than any node has"), refused.note());
    }
  }

  private MachineScan.Outcome scan(ScriptedNode node) throws InterruptedException {
    return new MachineScan((address, port) -> node.place(), time)
        .scan(List.of("10.78.1.11"), Duration.ofSeconds(20), fanout);
  }

  private IssuedCertificate certificate() {
    return CertificateAuthority.maintenance(time.wall())
        .issue(Leaf.maintenanceServer(List.of("10.78.1.11")), time.wall());
  }
}
