package dev.blackstart.app.tui;

import dev.blackstart.app.look.Document;
import dev.blackstart.app.look.NodeLook;
import dev.blackstart.app.look.PaperNode;
import dev.blackstart.app.look.Topic;
import dev.blackstart.app.look.Topic.NodePart;
import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.view.Area;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.world.Machines.Disk;
import dev.blackstart.world.NodeDiagnostics.Change;
import dev.blackstart.world.NodeDiagnostics.NodeDisk;
import dev.blackstart.world.NodeDiagnostics.NodeEvent;
import dev.blackstart.world.NodeDiagnostics.Service;
import dev.blackstart.world.Signal;
import dev.blackstart.world.TimeSource;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Frames of what a node tells of itself, tab by tab. */
class NodeFramesTest {
  private static final Instant BOOTED = Instant.parse("2026-01-01T12:00:00Z");
  private static final ScriptedRun RUN = ScriptedRun.inTheMiddle(World.Kind.LIVE);
  private static final Node NODE = new Node("infra-05", "10.25.11.15", Role.WORKER);

  private final PaperNode node = new PaperNode();

  @Test
  void servicesStandWithTheirHealthAndWhatTheySaidLast() throws Exception {
    service("apid", "Running", Optional.of(true), "", 20, "Health check successful");
    service("containerd", "Running", Optional.of(true), "", 8, "Health check successful");
    service(
        "cri",
        "Running",
        Optional.of(false),
        "context deadline exceeded",
        61,
        "Health check failed");
    service("dashboard", "Running", Optional.empty(), "", 9, "Process started with PID 1222");
    service(
        "ext-iscsid",
        "Failed",
        Optional.empty(),
        "",
        70,
        "Failed to run pre state: no such device");
    service(
        "kubelet", "Waiting", Optional.empty(), "", 75, "Waiting for service \"cri\" to be \"up\"");
    golden("node-services", NodePart.SERVICES, "2");
  }

  @Test
  void eventsStandWithTheSecondTheyHappened() throws Exception {
    event(1, "SequenceEvent", "boot start");
    event(2, "PhaseEvent", "startEverything start");
    event(61, "ServiceStateEvent", "cri running: Health check failed: context deadline exceeded");
    event(75, "MachineStatusEvent", "booting, not ready: services: cri not healthy");
    golden("node-events", NodePart.EVENTS, "3");
  }

  @Test
  void aMachineConfigIsReadWithItsSecretsMasked() throws Exception {
    node.config =
        "machine:\n    type: worker\n    token: \"******\"\n    install:\n        disk: /dev/sda\n";
    golden("node-config", NodePart.CONFIG, "5");
  }

  @Test
  void theSystemDiskIsKnownAmongTheDisks() throws Exception {
    disk("/dev/nvme0n1", 512_110_190_592L, "TEAM TM8FP6512G", "TPBF2310180KDLR9O", "nvme", false);
    disk("/dev/sda", 500_107_862_016L, "Samsung SSD 860", "S3Z9NB0KWIKD5I", "sata", true);
    golden("node-disks", NodePart.DISKS, "6");
  }

  private void golden(String name, NodePart part, String tab) throws InterruptedException {
    NodeLook look = new NodeLook(node, called -> NODE, new Stopped(BOOTED.plusSeconds(100)));
    Document told = Document.of(look.at(new Topic.OfNode(NODE.name(), part)), RUN.now());
    Frames.golden(name, area -> screen(area, told, tab), Frames.SMALL, Frames.MIDDLE);
  }

  private static ScreenModel screen(Area area, Document told, String tab) {
    ScreenModel opened = Frames.watching(area, RUN, "tab", "g", "j", "j", "j", "j", "enter", tab);
    return opened.after(new Msg.Looked(opened.page(), told)).model();
  }

  private void service(
      String id, String state, Optional<Boolean> healthy, String message, int second, String last) {
    node.services.add(
        new Service(
            id,
            state,
            healthy,
            message,
            List.of(
                new Change(BOOTED, "Starting", "Starting service"),
                new Change(BOOTED.plusSeconds(second), state, last))));
  }

  private void event(int second, String kind, String text) {
    node.events.add(new NodeEvent(Optional.of(BOOTED.plusSeconds(second)), kind, text, "", false));
  }

  private void disk(
      String path, long size, String model, String serial, String transport, boolean system) {
    Disk disk =
        new Disk(
            path, size, model, serial, "", "", "", "", transport, false, false, false, List.of());
    node.disks.add(new NodeDisk(disk, system));
  }

  /** A time that stands still. */
  private record Stopped(Instant now) implements TimeSource {
    @Override
    public Instant wall() {
      return now;
    }

    @Override
    public long wallNanos() {
      return 0;
    }

    @Override
    public boolean await(Signal signal, long seen, Duration atMost) {
      return false;
    }

    @Override
    public void pause(Duration wall) {}

    @Override
    public Work working(String what) {
      return () -> {};
    }
  }
}
