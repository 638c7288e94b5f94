package dev.blackstart.app.fresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.Refusal;
import dev.blackstart.cluster.Role;
import dev.blackstart.repository.fresh.NewCluster;
import dev.blackstart.talos.FoundMachine;
import dev.blackstart.talos.MachineScan;
import dev.blackstart.world.Machines.Disk;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InterviewTest {
  private static final String FINGERPRINT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private final List<String> heard = new ArrayList<>();

  /** Says what was prepared, line by line, and then nothing any more. */
  private Talk answering(String... answers) {
    Deque<String> left = new ArrayDeque<>(List.of(answers));
    return new Talk() {
      @Override
      public void say(String line) {
        heard.add(line);
      }

      @Override
      public Optional<String> ask(String question) {
        heard.add(question);
        return Optional.ofNullable(left.poll());
      }
    };
  }

  private static Disk disk(String path, String serial) {
    return new Disk(
        path,
        500_000_000_000L,
        "SSD",
        serial,
        "",
        "",
        "",
        "",
        "sata",
        false,
        false,
        false,
        List.of());
  }

  private static FoundMachine found(String address, Disk... disks) {
    return new FoundMachine(
        address,
        FoundMachine.State.MAINTENANCE,
        Optional.of(FINGERPRINT),
        Optional.of("v1.12.9"),
        Optional.of("uuid"),
        "box",
        List.of(
            new FoundMachine.Link(
                Optional.of("eth0"), "00:11:22:33:44:55", true, List.of(address + "/24"))),
        List.of(disks),
        "");
  }

  private static MachineScan.Outcome scan(String network) {
    if (!network.equals("10.5.0.0/24")) {
      throw new Refusal(2, "--scan " + network + " is no network", "write it as 10.0.0.0/24");
    }
    return new MachineScan.Outcome(
        List.of(
            found("10.5.0.11", disk("/dev/sda", "A1")),
            found("10.5.0.12", disk("/dev/sda", "B1"), disk("/dev/sdb", "B2")),
            found("10.5.0.13", disk("/dev/sda", "C1")),
            found("10.5.0.14", disk("/dev/sda", ""))),
        0);
  }

  private NewCluster cluster(Wishes said, Talk talk) {
    Interview interview = new Interview(talk, Path.of("lab"), said, List.of(), InterviewTest::scan);
    Wishes wishes = interview.ask();
    return new ClusterDraft(wishes, interview.found())
        .cluster(
            1,
            new GitPlace(wishes, Path.of("nowhere")).git(),
            new NewCluster.Sealing(List.of("age1x"), false));
  }

  @Test
  void machinesThatWereFoundAreChosenByNumber() {
    NewCluster cluster =
        cluster(
            new Wishes(Map.of()),
            answering(
                "",
                "nonsense",
                "10.5.0.0/24",
                "1 2 3",
                "4",
                "2",
                "10.5.0.10",
                "10.5.0.1",
                "git@github.com:me/lab.git"));

    assertEquals("lab", cluster.name());
    assertEquals("https://10.5.0.10:6443", cluster.endpoint());
    assertEquals("1.12.9", cluster.talos());
    assertEquals("10.5.0.0/24", cluster.network().lan().orElseThrow().toString());
    assertEquals(
        List.of("serial=A1", "serial=B2", "serial=C1", "/dev/sda"),
        cluster.machines().stream().map(machine -> machine.disk().toString()).toList());
    assertEquals(
        List.of("lab-01", "lab-02", "lab-03"),
        cluster.of(Role.CONTROL_PLANE).stream().map(machine -> machine.name()).toList());
    assertEquals(Optional.of(FINGERPRINT), cluster.machines().getFirst().fingerprint());
    assertEquals(Optional.of("00:11:22:33:44:55"), cluster.machines().getFirst().mac());
    assertEquals("ssh://git@github.com/me/lab.git", cluster.git().url());
    assertTrue(
        heard.stream().anyMatch(line -> line.startsWith("--scan nonsense is no network")),
        heard.toString());
  }

  @Test
  void whatWasSaidIsNotAskedAgainAndWhatWillNotDoIs() {
    Wishes said =
        new Wishes(
            Map.of(
                Wish.NAME, List.of("prod"),
                Wish.CONTROL_PLANES, List.of("10.5.0.21,disk=/dev/vda"),
                Wish.GIT_URL, List.of("https://git.example.org/c.git")));

    NewCluster cluster = cluster(said, answering("10.5.0.300", ""));

    assertEquals("https://10.5.0.21:6443", cluster.endpoint());
    assertEquals(3, heard.size(), heard.toString());
    assertEquals("  that will not do", heard.get(1));
  }

  @Test
  void whenNobodyAnswersNothingIsWritten() {
    assertEquals(
        130,
        assertThrows(Refusal.class, () -> cluster(new Wishes(Map.of()), answering("lab"))).exit());
  }
}
