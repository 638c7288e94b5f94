package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.run.PaperWorld;
import dev.blackstart.run.Runner;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi.Holder;
import dev.blackstart.world.KubeObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeparturesTest {
  private static final KubeObject.Ref NAMESPACE =
      new KubeObject.Ref("v1", "Namespace", "", "security");
  private static final KubeObject.Ref STORE =
      new KubeObject.Ref("external-secrets.io/v1", "SecretStore", "security", "onepassword");

  private final List<Holder> held = new ArrayList<>();
  private final PaperWorld paper =
      new PaperWorld() {
        @Override
        public List<Holder> holders(KubeObject.Ref leaving) {
          return List.copyOf(held);
        }

        @Override
        public void unhold(Holder holder) {
          acts.add("unhold " + holder.ref());
          held.remove(holder);
          if (held.isEmpty()) {
            objects.remove(NAMESPACE);
          }
        }
      };

  private final ApplySeeds phase =
      new ApplySeeds(
          Specs.with(List.of(Specs.release("security", "external-secrets"))),
          Duration.ofMinutes(10));

  private void leaving(Duration ago) {
    paper.objects.put(
        NAMESPACE,
        new KubeObject(
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Namespace",
                "metadata",
                Map.of("name", "security", "deletionTimestamp", paper.wall().minus(ago)))));
  }

  @Test
  void aNamespaceThatGoesByItselfIsWaitedFor() throws Exception {
    leaving(Duration.ofSeconds(3));
    paper.after(Duration.ofSeconds(20), () -> paper.objects.remove(NAMESPACE));

    Runner.Result result = Specs.run(paper, phase);

    assertTrue(result.failed().isEmpty(), result.failure().toString());
  }

  @Test
  void whoHoldsANamespaceIsNamedWithTheCommandThatFreesIt() throws Exception {
    leaving(Duration.ofMinutes(20));
    held.add(new Holder(STORE, "finalizer example.com/hold", List.of("example.com/hold")));

    Runner.Result result = Specs.run(paper, phase);

    Failure failure = result.failure().orElseThrow();
    assertEquals(
        "Namespace security is being deleted and held by SecretStore security/onepassword"
            + " (finalizer example.com/hold)",
        failure.what());
    assertTrue(failure.remedy().contains("--heal"), failure.remedy());
    assertTrue(
        failure
            .remedy()
            .contains(
                "kubectl -n security patch secretstore.external-secrets.io onepassword --type=merge"
                    + " -p '{\"metadata\":{\"finalizers\":null}}'"),
        failure.remedy());
    assertEquals(List.of(), paper.acts);
  }

  @Test
  void finalizersGoByTheOperatorsWord() throws Exception {
    new Consent(false, Set.of(), true).into(paper);
    leaving(Duration.ofMinutes(20));
    held.add(new Holder(STORE, "finalizer example.com/hold", List.of("example.com/hold")));

    Runner.Result result = Specs.run(paper, phase);

    assertTrue(result.failed().isEmpty(), result.failure().toString());
    assertTrue(paper.acts.contains("unhold " + STORE), paper.acts.toString());
  }

  @Test
  void noWordHelpsAgainstAnApiThatDoesNotAnswer() throws Exception {
    new Consent(false, Set.of(), true).into(paper);
    leaving(Duration.ofMinutes(20));
    KubeObject.Ref metrics =
        new KubeObject.Ref("apiregistration.k8s.io/v1", "APIService", "", "v1beta1.metrics.k8s.io");
    held.add(new Holder(metrics, "does not answer: service unavailable", List.of()));

    Failure failure = Specs.run(paper, phase).failure().orElseThrow();

    assertTrue(failure.what().contains("APIService v1beta1.metrics.k8s.io"), failure.what());
    assertEquals(
        "see why: kubectl get apiservice.apiregistration.k8s.io v1beta1.metrics.k8s.io",
        failure.remedy());
  }
}
