package dev.blackstart.template.kustomize;

import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What Argo CD's repo-server makes of a folder of Git: a kustomization is built; in a plain folder
 * every manifest counts, those of the folders below only when the source says so.
 */
public final class ArgoBuild {
  private static final Pattern MANIFEST = Pattern.compile(".*\\.(ya?ml|json)");
  private static final int DEEPEST = 12;

  private ArgoBuild() {}

  /**
   * Builds a folder.
   *
   * @param folder path in the tree
   * @param source the {@code source} of an Application
   * @throws KustomizeProblem when Argo CD would not build it
   */
  public static List<BuiltObject> build(
      SourceTree tree, String folder, Map<String, Object> source) {
    if (!tree.isFolder(folder)) {
      throw new KustomizeProblem(KustomizeProblem.Kind.MISSING, folder, "app path does not exist");
    }
    var own = KustomizationFile.find(tree, folder);
    if (own.isPresent()) {
      return Kustomize.build(tree, folder, own.get());
    }
    boolean recurse = Boolean.TRUE.equals(Values.at(source, "directory", "recurse"));
    List<BuiltObject> objects = new ArrayList<>();
    collect(tree, folder, recurse, 0, objects);
    return objects;
  }

  private static void collect(
      SourceTree tree, String folder, boolean recurse, int depth, List<BuiltObject> objects) {
    for (String name : tree.names(folder)) {
      String path = TreePath.join(folder, name);
      if (tree.isFile(path) && MANIFEST.matcher(name).matches()) {
        ManifestReader.read(tree, path).stream()
            .map(read -> new BuiltObject(read.object(), read.origin(), read.written()))
            .forEach(objects::add);
      } else if (recurse && depth < DEEPEST && tree.isFolder(path)) {
        collect(tree, path, true, depth + 1, objects);
      }
    }
  }
}
