package dev.blackstart.cluster.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.hook.HookAct.Apply;
import dev.blackstart.cluster.hook.HookAct.Await;
import dev.blackstart.cluster.hook.HookAct.CreateNamespace;
import dev.blackstart.cluster.hook.HookAct.Secrets;
import dev.blackstart.cluster.hook.HookAct.Target;
import dev.blackstart.cluster.hook.HookAct.Want;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HookMeaningTest {
  private static final String CRDS = "apiextensions.k8s.io/v1";

  @Test
  void kubectlAppliesFilesAndKustomizations() {
    assertEquals(
        List.of(
            new Apply(
                List.of("a.yaml", "b.yaml"),
                List.of("config"),
                "kube-system",
                "kustomize-controller",
                Secrets.NONE)),
        kubectl(
            "apply",
            "--server-side",
            "--namespace=kube-system",
            "--field-manager=kustomize-controller",
            "--force-conflicts",
            "-f",
            "a.yaml",
            "--filename=b.yaml",
            "--kustomize",
            "config",
            "--wait=true"));
  }

  @Test
  void kubectlWaitsForObjectsConditionsAndRollouts() {
    assertEquals(
        List.of(new Await(List.of(crd("a.example.org"), crd("b.example.org")), new Want.Exists())),
        kubectl("wait", "--for=create", "crd/a.example.org", "crd/b.example.org", "--timeout=2m"));
    assertEquals(
        List.of(
            new Await(
                List.of(new Target("v1", "Pod", "kube-system", "", Map.of("k8s-app", "cilium"))),
                new Want.Condition("Ready", "True"))),
        kubectl(
            "wait",
            "--for",
            "condition=Ready",
            "pods",
            "-l",
            "k8s-app=cilium",
            "-n",
            "kube-system",
            "--timeout=5m"));
    assertEquals(
        List.of(
            new Await(
                List.of(new Target("apps/v1", "DaemonSet", "kube-system", "cilium", Map.of())),
                new Want.RolledOut())),
        kubectl("rollout", "status", "daemonset/cilium", "-n", "kube-system"));
    assertEquals(
        List.of(
            new Await(
                List.of(
                    new Target("helm.toolkit.fluxcd.io/v2", "HelmRelease", "web", "app", Map.of())),
                new Want.Field(List.of("status", "phase"), "Done"))),
        kubectl("wait", "--for=jsonpath={.status.phase}=Done", "hr/app", "-n", "web"));
  }

  @Test
  void aLoopAroundKubectlGetIsAWait() {
    assertEquals(
        List.of(new Await(List.of(crd("a.example.org"), crd("b.example.org")), new Want.Exists())),
        script(
            """
            until kubectl --context=main get crd a.example.org \\
              b.example.org &>/dev/null; do
              echo "$(date): waiting"
              sleep 5
            done
            """));
    assertEquals(
        List.of(new Await(List.of(crd("a.example.org")), new Want.Exists())),
        script("while ! kubectl get crd/a.example.org >/dev/null 2>&1; do sleep 1; done"));
  }

  @Test
  void whatIsPipedIntoKubectlIsApplied() {
    assertEquals(
        List.of(
            new CreateNamespace("flux-system"),
            new Apply(List.of(), List.of("../config"), "web", "kubectl", Secrets.NONE),
            new Apply(List.of("secret.yaml"), List.of(), "", "blackstart", Secrets.REFERENCES),
            new Apply(List.of("a.sops.yaml"), List.of(), "web", "kubectl", Secrets.SOPS),
            new Apply(List.of("b.sops.yaml"), List.of(), "", "kubectl", Secrets.SOPS)),
        script(
            """
            set -euo pipefail
            kubectl create namespace flux-system --dry-run=client -o yaml | kubectl apply -f -
            kustomize build ../config | kubectl apply --namespace web -f - && echo 'done; now'
            op inject -i "secret.yaml" | kubectl apply --field-manager=blackstart --filename -
            sops -d a.sops.yaml | kubectl apply -n web -f -
            sops exec-file b.sops.yaml "kubectl apply --server-side --filename {}" &>/dev/null
            """));
  }

  @Test
  void whatIsNotUnderstoodSaysWhichPart() {
    assertEquals("only kubectl is run natively", unknown("vaultctl", "bootstrap"));
    assertEquals(
        "kubectl label is not run natively, only apply, create, get, rollout, wait",
        unknown("kubectl", "label", "ns", "a"));
    assertEquals("its option --prune is not known", unknown("kubectl", "apply", "--prune"));
    assertEquals("its kind gadget is not known", unknown("kubectl", "get", "gadget", "a"));
    assertEquals("its script runs helm", unknown("bash", "-c", "helm list"));
    assertEquals("its script uses ||", unknown("sh", "-c", "kubectl get ns a || true"));
    assertEquals(
        "its script uses variables or commands in $",
        unknown("bash", "-c", "kubectl apply -f $FILE"));
    assertEquals(
        "its loop does more than wait",
        unknown("bash", "-c", "until kubectl get ns a; do kubectl create ns a; done"));
    assertEquals(
        "its script runs vals eval -f a.yaml",
        unknown("bash", "-c", "vals eval -f a.yaml | kubectl apply -f -"));
    assertEquals("a quote in its script does not close", unknown("bash", "-c", "echo 'a"));
  }

  private static List<HookAct> kubectl(String... arguments) {
    return understood("kubectl", arguments);
  }

  private static List<HookAct> script(String text) {
    return understood("bash", "-c", text);
  }

  private static List<HookAct> understood(String command, String... arguments) {
    HookMeaning meaning = HookMeaning.of(command, List.of(arguments));
    assertEquals("", meaning.unknown());
    return meaning.acts();
  }

  private static String unknown(String command, String... arguments) {
    return HookMeaning.of(command, List.of(arguments)).unknown();
  }

  private static Target crd(String name) {
    return new Target(CRDS, "CustomResourceDefinition", "", name, Map.of());
  }
}
