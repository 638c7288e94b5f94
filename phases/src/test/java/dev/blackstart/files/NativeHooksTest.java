package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Hook;
import dev.blackstart.cluster.Place;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Manifests.HookStep;
import dev.blackstart.world.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeHooksTest {
  private static final String SECRET =
      "apiVersion: v1\n"
          + "kind: Secret\n"
          + "metadata: {name: token}\n"
          + "stringData:\n"
          + "  a: op://vault/item/a\n";
  private static final SecretStore STORE =
      references -> {
        Map<String, String> values = new LinkedHashMap<>();
        references.keySet().forEach(reference -> values.put(reference, "resolved"));
        return values;
      };

  @TempDir Path folder;

  @Test
  void filesAreFoundBesideTheHelmfileAndPutIntoTheNamespace() throws IOException {
    write("apps/one.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\n");
    write("apps/two.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: two}\n");

    HookStep.Objects applied =
        objects("kubectl", "apply", "-f", "../apps", "-n", "web", "--field-manager=flux");

    assertEquals("flux", applied.fieldManager());
    assertEquals(
        List.of("ConfigMap web/one", "Namespace two"),
        applied.objects().stream().map(KubeObject::toString).toList());
  }

  @Test
  void kustomizationsAreBuilt() throws IOException {
    write(
        "apps/kustomization.yaml",
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamePrefix: my-\n"
            + "resources: [one.yaml]\n");
    write("apps/one.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\n");

    assertEquals(
        List.of("ConfigMap web/my-one"),
        objects("kubectl", "apply", "--kustomize=../apps/", "-n", "web").objects().stream()
            .map(KubeObject::toString)
            .toList());
  }

  @Test
  void referencesAreResolvedOnlyWhereTheHookDoesSo() throws IOException {
    write("bootstrap/secret.yaml", SECRET);

    assertEquals(
        "resolved",
        objects("bash", "-c", "op inject -i secret.yaml | kubectl apply -f -")
            .objects()
            .getFirst()
            .text("stringData", "a"));
    assertEquals(
        "op://vault/item/a",
        objects("kubectl", "apply", "-f", "secret.yaml")
            .objects()
            .getFirst()
            .text("stringData", "a"));
  }

  @Test
  void whatCannotBeRunOrReadNamesTheHook() {
    Map<List<String>, String> cases =
        Map.of(
            List.of("kubectl", "apply", "-f", "none.yaml"),
            "cannot read bootstrap/none.yaml",
            List.of("kubectl", "apply", "-f", "../../other.yaml"),
            "leads out of the repository",
            List.of("kubectl", "apply", "-k", "none"),
            "its kustomization does not build",
            List.of("kubectl", "apply", "-f", "https://example.org/a.yaml"),
            "is in no chart mirror",
            List.of("make", "ready"),
            "only kubectl is run natively");
    cases.forEach(
        (command, why) -> {
          Failure failure =
              assertThrows(Failure.class, () -> steps(false, command.toArray(new String[0])));
          assertTrue(failure.what().contains(why), failure.what());
        });
    assertEquals(List.of(new HookStep.Program()), steps(true, "make", "ready"));
  }

  private HookStep.Objects objects(String... command) {
    return (HookStep.Objects) steps(false, command).getFirst();
  }

  private List<HookStep> steps(boolean allowed, String... command) {
    List<String> arguments = List.of(command).subList(1, command.length);
    SealedTexts sealed =
        SealedTexts.openedOrMadeUp(new OperatorKeys(Map.of(), folder), new Redaction());
    return new NativeHooks(folder, new CrdFiles(folder, List.of(), Optional.empty()), STORE, sealed)
        .steps(
            new Hook(
                List.of("postsync"),
                command[0],
                arguments,
                "bootstrap",
                new Place("bootstrap/helmfile.yaml", 7)),
            allowed);
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
