package dev.blackstart.template.kustomize;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The judge: what the real {@code kubectl kustomize} makes of a folder. */
final class KubectlKustomize {
  private final Path kubectl;

  private KubectlKustomize(Path kubectl) {
    this.kubectl = kubectl;
  }

  static KubectlKustomize orSkip() {
    String assets = System.getenv("KUBEBUILDER_ASSETS");
    assumeTrue(assets != null, "KUBEBUILDER_ASSETS is not set: no kubectl to compare with");
    Path kubectl = Path.of(assets, "kubectl");
    assumeTrue(Files.isExecutable(kubectl), "no kubectl in " + assets);
    return new KubectlKustomize(kubectl);
  }

  /** Standard output, or standard error after an exclamation mark when it refuses. */
  String build(Path folder, Path scratch) throws IOException, InterruptedException {
    Path errors = Files.createTempFile(scratch, "kustomize", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(
            kubectl.toString(),
            "kustomize",
            "--load-restrictor",
            "LoadRestrictionsNone",
            folder.toString());
    // neither git nor a way out: what is judged is in the folder
    builder.environment().put("PATH", "");
    builder.environment().put("HTTPS_PROXY", "http://127.0.0.1:1");
    builder.environment().put("HTTP_PROXY", "http://127.0.0.1:1");
    Process process = builder.redirectError(errors.toFile()).start();
    String text;
    try (InputStream output = process.getInputStream()) {
      text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
    }
    return process.waitFor() == 0 ? text : "!" + Files.readString(errors);
  }

  /** Objects as JSON, sorted: kubectl orders them, a build keeps the order of the files. */
  static Map<String, String> byId(List<Map<String, Object>> objects) {
    Map<String, String> byId = new TreeMap<>(Comparator.naturalOrder());
    objects.forEach(object -> byId.put(ResourceId.of(object).toString(), JsonText.of(object)));
    return byId;
  }

  static Map<String, String> parsed(String yaml) {
    return byId(PlainYaml.maps(yaml, "kubectl"));
  }

  static Map<String, String> ours(SourceTree tree, String folder) {
    return byId(Kustomize.build(tree, folder).stream().map(Kustomize.BuiltObject::object).toList());
  }
}
