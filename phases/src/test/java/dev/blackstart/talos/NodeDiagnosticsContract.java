package dev.blackstart.talos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.Failure;
import dev.blackstart.world.NodeDiagnostics;
import dev.blackstart.world.NodeDiagnostics.NodeEvent;
import dev.blackstart.world.NodeDiagnostics.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every world's nodes tell of themselves; simulated ones here, real ones too. */
@Timeout(60)
abstract class NodeDiagnosticsContract {
  abstract NodeDiagnostics diagnostics();

  /** A machine that never got a config. */
  abstract Node bare();

  /** A control plane that was bootstrapped and runs. */
  abstract Node running();

  /** Texts of its config that nobody may see. */
  abstract List<String> secrets();

  @Test
  void aRunningNodeTellsItsServicesWithTheirHealthAndHistory() {
    List<Service> services = diagnostics().services(running());
    assertEquals(services.stream().map(Service::id).sorted().toList(), ids(services));
    Service etcd = service(services, "etcd");
    assertEquals("Running", etcd.state());
    assertEquals(Optional.of(true), etcd.healthy());
    assertEquals("Health check successful", etcd.lastMessage());
    assertTrue(etcd.since().isPresent());
    assertEquals("Starting service", etcd.history().getFirst().message());
    assertFalse(etcd.history().getFirst().at().isAfter(etcd.history().getLast().at()));
    assertEquals(Optional.empty(), service(services, "dashboard").healthy());
  }

  @Test
  void theNewestEventsComeOldestFirstAndNoMoreThanAskedFor() throws Exception {
    List<NodeEvent> some = diagnostics().events(running(), 5);
    assertEquals(5, some.size());
    List<NodeEvent> all = diagnostics().events(running(), 1000);
    assertTrue(all.size() > 20, "a boot has many events: " + all.size());
    assertTrue(all.stream().allMatch(event -> event.at().isPresent()));
    assertTrue(
        all.stream()
            .anyMatch(e -> e.kind().equals("SequenceEvent") && e.text().equals("boot start")),
        all::toString);
    assertTrue(all.stream().anyMatch(e -> e.text().startsWith("etcd running: ")), all::toString);
  }

  @Test
  void theMachineConfigComesWithItsSecretsMasked() {
    String config = diagnostics().machineConfig(running());
    assertTrue(config.contains("type: controlplane"), config);
    for (String secret : secrets()) {
      assertFalse(config.contains(secret), "a secret of " + secret.length() + " characters");
    }
  }

  @Test
  void theSystemDiskIsMarkedOnceTalosIsInstalled() {
    assertEquals(1, diagnostics().disks(running()).stream().filter(each -> each.system()).count());
    assertFalse(diagnostics().disks(bare()).isEmpty());
    assertTrue(diagnostics().disks(bare()).stream().noneMatch(each -> each.system()));
  }

  @Test
  void aLogIsReadFromItsEndAndFollowedUntilNobodyWantsItAnyMore() throws Exception {
    List<String> all = lines("machined", -1);
    assertTrue(all.size() > 10, all::toString);
    assertEquals(3, lines("machined", 3).size());
    assertTrue(diagnostics().logs(running()).containsAll(List.of("etcd", "kubelet", "machined")));

    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    follow(
        () -> diagnostics().log(running(), "apid", 1, true, told::add),
        () -> {
          told.poll(60, TimeUnit.SECONDS);
          diagnostics().services(running());
          String next = told.poll(60, TimeUnit.SECONDS);
          assertTrue(next != null && next.contains("/machine.MachineService/ServiceList"), next);
        });
  }

  @Test
  void theKernelLogIsOneLineAMessageAndIsFollowed() throws Exception {
    List<String> all = new ArrayList<>();
    diagnostics().kernelLog(running(), false, all::add);
    assertTrue(all.getFirst().matches("\\w+: +\\w+: \\[.*Z\\]: .*"), all.getFirst());
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    follow(
        () -> diagnostics().kernelLog(running(), true, told::add),
        () -> assertEquals(all.getFirst(), told.poll(60, TimeUnit.SECONDS)));
  }

  @Test
  void eventsAreFollowedUntilNobodyWantsThemAnyMore() throws Exception {
    BlockingQueue<NodeEvent> told = new LinkedBlockingQueue<>();
    follow(
        () -> diagnostics().followEvents(running(), 2, told::add),
        () -> {
          assertTrue(told.poll(60, TimeUnit.SECONDS) != null);
          assertTrue(told.poll(60, TimeUnit.SECONDS) != null);
        });
  }

  @Test
  void whatANodeRefusesIsToldInItsOwnWords() {
    Failure unknown = assertThrows(Failure.class, () -> lines("nonesuch", 1));
    assertEquals(Failure.Kind.REFUSED, unknown.kind());
    assertTrue(unknown.what().contains("\"nonesuch\" was not registered"), unknown.what());

    Failure bare = assertThrows(Failure.class, () -> diagnostics().services(bare()));
    assertEquals(Failure.Kind.REFUSED, bare.kind());
    assertTrue(bare.what().contains("maintenance mode"), bare.what());
    assertTrue(bare.what().contains("not implemented"), bare.what());
    assertThrows(Failure.class, () -> diagnostics().machineConfig(bare()));
    assertThrows(Failure.class, () -> diagnostics().events(bare(), 3));
    assertThrows(Failure.class, () -> diagnostics().kernelLog(bare(), false, line -> {}));
  }

  interface Act {
    void run() throws InterruptedException;
  }

  /** Follows in a thread of its own while something is done, then interrupts and waits. */
  private static void follow(Act following, Act meanwhile) throws Exception {
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    following.run();
                    end.complete(new IllegalStateException("the node ended it"));
                  } catch (InterruptedException | RuntimeException e) {
                    end.complete(e);
                  }
                });
    try {
      meanwhile.run();
    } finally {
      thread.interrupt();
    }
    assertEquals(InterruptedException.class, end.get(60, TimeUnit.SECONDS).getClass());
  }

  private List<String> lines(String service, int newest) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    diagnostics().log(running(), service, newest, false, lines::add);
    return lines;
  }

  private static List<String> ids(List<Service> services) {
    return services.stream().map(Service::id).toList();
  }

  private static Service service(List<Service> services, String id) {
    return services.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }
}
