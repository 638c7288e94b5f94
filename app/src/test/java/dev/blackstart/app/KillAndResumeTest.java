package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.rehearsal.WorldRecord;
import dev.blackstart.rehearsal.control.ControlConnection;
import dev.blackstart.run.Event;
import dev.blackstart.world.SecretKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's process dies, and the run ends done all the same. */
class KillAndResumeTest {
  @TempDir Path state;

  @AfterEach
  void endWorlds() throws Exception {
    new Operator(state).run("rehearse", "--stop");
  }

  @Test
  void aRunThatIsKilledInEveryStretchEndsDoneWithOneEtcdBootstrap() throws Exception {
    Operator operator = new Operator(state);
    operator.killAt("applied the machine config", "rehearse", "--keep");
    operator.killAt("\"event\":\"phase.started\",\"phase\":\"etcd\"", "resume");
    // The kill before may have come just after the order was given: then nobody gives it again.
    operator.killAt(
        line -> line.contains("bootstrapped") || line.contains("\"phase\":\"kubeconfig\""),
        "etcd was bootstrapped",
        "resume");
    operator.killAt("\"event\":\"phase.started\",\"phase\":\"crds\"", "resume");
    operator.killAt("\"event\":\"release\",\"phase\":\"cilium\"", "resume");
    operator.killAt("\"event\":\"phase.started\",\"phase\":\"cert-manager\"", "resume");
    operator.killAt("\"event\":\"flux\"", "resume");

    int exit = operator.run("resume");

    assertEquals(0, exit, operator.tail());
    assertEquals(1, facts(operator).get("bootstraps"));
    Event.RunEnded ended =
        assertInstanceOf(
            Event.RunEnded.class,
            operator.journal().stream()
                .filter(Event.RunEnded.class::isInstance)
                .reduce((first, second) -> second)
                .orElseThrow());
    assertEquals(Event.Outcome.DONE, ended.outcome());
    noSecretLiesAbout(operator);
  }

  @Test
  void aTerminationSignalEndsAHeadlessRunWithinTwoSecondsAndItsLastLine() throws Exception {
    Operator operator = new Operator(state);
    Process process = operator.start("rehearse");
    assertTrue(
        operator.read(
            process, line -> line.contains("\"event\":\"phase.started\",\"phase\":\"cilium\"")),
        operator.tail());
    List<ProcessHandle> children =
        process.descendants().filter(child -> commandLine(child).contains("HelmMain")).toList();

    process.destroy();

    assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it still runs after twenty seconds");
    assertEquals(130, process.exitValue());
    List<Event> journal = operator.journal();
    assertTrue(
        journal.stream()
            .anyMatch(
                event ->
                    event instanceof Event.RunEnded ended
                        && ended.outcome() == Event.Outcome.INTERRUPTED),
        "the journal does not say that the run was interrupted");
    for (ProcessHandle child : children) {
      child.onExit().get(60, TimeUnit.SECONDS);
      assertFalse(child.isAlive(), "a Helm child outlived its run");
    }
  }

  private static String commandLine(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }

  private static Map<String, Object> facts(Operator operator) throws IOException {
    WorldRecord world = WorldRecord.standing(operator.runFolder()).orElseThrow();
    try (ControlConnection control = new ControlConnection(world.port(), world.token(), false)) {
      return control.ask("facts", Map.of());
    }
  }

  /** Every secret the world's vault gave away is looked for in everything that was written. */
  private void noSecretLiesAbout(Operator operator) throws Exception {
    WorldRecord world = WorldRecord.standing(operator.runFolder()).orElseThrow();
    Map<String, SecretKind> references = new LinkedHashMap<>();
    references.put("op://Homelab/talos-infra/MACHINE_TOKEN", SecretKind.MACHINE_TOKEN);
    references.put("op://Homelab/talos-infra/MACHINE_CA_KEY", SecretKind.MACHINE_CA_KEY);
    references.put("op://Homelab/talos-infra/CLUSTER_SECRET", SecretKind.CLUSTER_SECRET);
    references.put("op://Homelab/talos-infra/CLUSTER_TOKEN", SecretKind.BOOTSTRAP_TOKEN);
    references.put("op://Homelab/onepassword-connect/INFRA_TOKEN", SecretKind.OPAQUE);
    references.put("op://Homelab/infra-wildcard/TLS_KEY", SecretKind.TLS_KEY_BASE64);
    Map<?, ?> secrets;
    try (ControlConnection control = new ControlConnection(world.port(), world.token(), false)) {
      secrets = (Map<?, ?>) control.ask("secrets", Map.of("references", references)).get("secrets");
    }
    StringBuilder sinks = new StringBuilder(String.join("\n", operator.said()));
    try (Stream<Path> files = Files.walk(operator.runFolder(), 1)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sinks.append(Files.readString(file));
      }
    }
    String seen = Everything.toBeSeen(state);
    assertTrue(seen.contains("machine config of infra-01"), seen.substring(0, 2000));
    sinks.append(seen);
    secrets.forEach(
        (reference, value) ->
            assertFalse(sinks.indexOf(String.valueOf(value)) >= 0, reference + " reached a sink"));
  }
}
