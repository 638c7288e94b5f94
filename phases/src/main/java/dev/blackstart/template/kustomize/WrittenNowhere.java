package dev.blackstart.template.kustomize;

import dev.blackstart.template.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A kustomization of objects that are in no file, as controllers make them to patch their own. */
public final class WrittenNowhere implements SourceTree {
  private static final String MANIFESTS = "manifests.yaml";

  private final Map<String, String> files;

  private WrittenNowhere(List<Map<String, Object>> objects, List<Object> patches) {
    Map<String, Object> kustomization = Map.of("resources", List.of(MANIFESTS), "patches", patches);
    this.files =
        Map.of("kustomization.yaml", Yaml.write(kustomization), MANIFESTS, Yaml.writeAll(objects));
  }

  /**
   * The objects after patches.
   *
   * @param patches as a kustomization file lists them
   * @throws KustomizeProblem when one does not apply
   */
  public static List<Map<String, Object>> patched(
      List<Map<String, Object>> objects, List<Object> patches) {
    return Kustomize.build(new WrittenNowhere(objects, patches), "").stream()
        .map(Kustomize.BuiltObject::object)
        .toList();
  }

  @Override
  public boolean isFile(String path) {
    return files.containsKey(path);
  }

  @Override
  public boolean isFolder(String path) {
    return path.isEmpty();
  }

  @Override
  public List<String> names(String folder) {
    return files.keySet().stream().sorted().toList();
  }

  @Override
  public byte[] read(String path) {
    return files.get(path).getBytes(StandardCharsets.UTF_8);
  }
}
