package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ArgoSource;
import dev.blackstart.run.Condition;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.world.KubeObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnsealVaultTest {
  private final PaperWorld paper = new PaperWorld();
  private final ArgoSource argo =
      new ArgoSource("root", "argocd", "apps", "root.yaml", List.of(), Optional.of("vault/vault"));
  private final UnsealVault phase = new UnsealVault(argo, "vault/vault", Duration.ofHours(1));

  @Test
  void aVaultThatIsNotDeployedYetIsWaitedFor() {
    assertEquals("Vault is not there yet", phase.check(paper.world()).because());
  }

  @Test
  void eachServerThatIsSealedIsNamed() {
    server("vault-0", "true", "true");
    server("vault-1", "false", "true");
    server("vault-2", "true", "false");

    Condition condition = phase.check(paper.world());

    assertFalse(condition.met());
    assertEquals("1 of 3 servers are unsealed", condition.because());
    assertTrue(
        condition.waiting().stream()
            .anyMatch(each -> each.toString().equals("Pod vault/vault-0: sealed")),
        condition.waiting().toString());
    assertTrue(
        condition.waiting().stream()
            .anyMatch(
                each ->
                    each.toString()
                        .equals("Pod vault/vault-1: not initialized, so nobody has keys yet")),
        condition.waiting().toString());
  }

  @Test
  void itHoldsOnceAllAreUnsealed() throws InterruptedException {
    server("vault-0", "true", "true");
    paper.after(Duration.ofMinutes(30), () -> server("vault-0", "true", "false"));

    assertEquals(Optional.empty(), Specs.run(paper, phase).failure());
    assertTrue(phase.check(paper.world()).met());
  }

  private void server(String name, String initialized, String sealed) {
    Map<String, Object> labels = new LinkedHashMap<>(UnsealVault.SERVERS);
    labels.put("vault-initialized", initialized);
    labels.put("vault-sealed", sealed);
    KubeObject pod =
        new KubeObject(
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Pod",
                "metadata",
                Map.of("name", name, "namespace", "vault", "labels", labels),
                "status",
                Map.of("phase", "Running")));
    paper.objects.put(pod.ref(), pod);
  }
}
