package dev.blackstart.template.kustomize;

import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The files a build may read. Paths are relative to the root of the tree, parted by {@code /},
 * without {@code .} and {@code ..}; the root itself is the empty path.
 */
public interface SourceTree {
  /** Whether a file stands at the path. */
  boolean isFile(String path);

  /** Whether a folder stands at the path. */
  boolean isFolder(String path);

  /** Whether a link stands at the path, wherever it leads. */
  default boolean isLink(String path) {
    return false;
  }

  /** Names of the files and folders in a folder, in the order of their bytes. */
  List<String> names(String folder);

  /**
   * The content of a file.
   *
   * @throws KustomizeProblem when it cannot be read
   */
  byte[] read(String path);

  /**
   * The YAML documents of a file.
   *
   * @throws KustomizeProblem when it cannot be read
   * @throws dev.blackstart.template.yaml.YamlProblem when it is no YAML
   */
  default List<YamlNode> documents(String path) {
    return Yaml.parse(new String(read(path), StandardCharsets.UTF_8), path);
  }

  /**
   * What is done about something a kustomization takes from another place than this tree: it is
   * refused, unless a tree leaves it out.
   *
   * @param entry URL or address as written
   * @param place who names it
   * @throws KustomizeProblem of kind ELSEWHERE
   */
  default void elsewhere(String entry, String place) {
    throw new KustomizeProblem(
        KustomizeProblem.Kind.ELSEWHERE,
        place,
        "what lies outside the repository is not built here: " + entry);
  }

  /**
   * What a Helm chart that a kustomization names renders to; refused, as kustomize refuses it when
   * nobody has enabled Helm.
   *
   * @param chart an entry of {@code helmCharts}
   * @param folder of the kustomization
   * @param place who names it
   * @throws KustomizeProblem when it is not rendered here
   */
  default List<Map<String, Object>> inflated(
      Map<String, Object> chart, String folder, String place) {
    throw new KustomizeProblem(place, "the field helmCharts is not supported here");
  }
}
