package dev.blackstart.rehearsal.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.argo.Target.Step;
import dev.blackstart.rehearsal.argo.Task.DeletePolicy;
import dev.blackstart.rehearsal.argo.Task.Phase;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaskTest {
  private static final String OWN = "argocd.argoproj.io/";

  @Test
  void hooksStandBeforeAndAfterWhatIsSyncedEachPhaseInItsWaves() {
    Target target =
        new Target(
            "1",
            "",
            List.of(
                object("smoke", OWN + "hook", "PostSync"),
                object("late", OWN + "sync-wave", "2"),
                object("migrate", OWN + "hook", "PreSync", OWN + "sync-wave", "5"),
                object("web"),
                object("beside", OWN + "hook", "Sync"),
                object("sorry", OWN + "hook", "SyncFail"),
                object("never", OWN + "hook", "Skip")));

    assertEquals(
        List.of(
            "PreSync 5 [migrate]", "Sync 0 [web, beside]", "Sync 2 [late]", "PostSync 0 [smoke]"),
        target.steps().stream().map(TaskTest::told).toList());
    assertEquals(List.of("sorry"), names(target.onFailure()));
    assertEquals(2, target.objects().size());
  }

  @Test
  void whatHelmDoesBeforeAnInstallComesBeforeTheSyncByItsWeight() {
    Task task =
        only(object("job", "helm.sh/hook", "pre-install,pre-upgrade", "helm.sh/hook-weight", "-3"));

    assertEquals(Phase.PreSync, task.phase());
    assertEquals(-3, task.wave());
    assertEquals(Phase.PostSync, only(object("job", "helm.sh/hook", "post-install")).phase());
  }

  @Test
  void testsAndWhatHelmDoesBeforeADeletionAreNotPartOfASync() {
    assertEquals(0, Task.of(object("test", "helm.sh/hook", "test")).count());
    assertEquals(0, Task.of(object("gone", "helm.sh/hook", "pre-delete")).count());
  }

  @Test
  void argoCdsOwnAnnotationHidesHelms() {
    Task task = only(object("job", OWN + "hook", "PostSync", "helm.sh/hook", "pre-install"));

    assertEquals(Phase.PostSync, task.phase());
  }

  @Test
  void aHookIsMadeAnewUnlessItSaysOtherwise() {
    assertEquals(
        Set.of(DeletePolicy.BeforeHookCreation),
        only(object("a", OWN + "hook", "Sync")).deletePolicies());
    assertEquals(
        Set.of(DeletePolicy.HookSucceeded, DeletePolicy.HookFailed),
        only(object(
                "a",
                "helm.sh/hook",
                "pre-install",
                "helm.sh/hook-delete-policy",
                "hook-succeeded,hook-failed"))
            .deletePolicies());
  }

  private static Task only(ObjectNode object) {
    List<Task> tasks = Task.of(object).toList();
    assertEquals(1, tasks.size());
    return tasks.getFirst();
  }

  private static String told(Step step) {
    return step.phase() + " " + step.wave() + " " + names(step.tasks());
  }

  private static List<String> names(List<Task> tasks) {
    return tasks.stream().map(task -> task.object().at("/metadata/name").asText()).toList();
  }

  private static ObjectNode object(String name, String... annotations) {
    ObjectNode written = Json.object();
    for (int i = 0; i < annotations.length; i += 2) {
      written.put(annotations[i], annotations[i + 1]);
    }
    return Json.object(
        "apiVersion", "v1",
        "kind", "ConfigMap",
        "metadata", Json.object("name", name, "annotations", written));
  }
}
