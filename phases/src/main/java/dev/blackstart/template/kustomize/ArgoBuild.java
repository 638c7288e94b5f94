package dev.blackstart.template.kustomize;

import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Argo CD's repo-server makes of a folder of Git: a kustomization is built, with what the
 * source changes of it; in a plain folder every manifest counts, those of the folders below only
 * when the source says so. What no YAML alone can tell, Jsonnet and plugins, is refused by name.
 */
public final class ArgoBuild {
  private static final Pattern MANIFEST = Pattern.compile(".*\\.(ya?ml|json)");
  private static final List<String> MARKS = List.of("apiVersion:", "kind:", "metadata:");
  private static final int DEEPEST = 12;

  private final SourceTree tree;
  private final String folder;
  private final Map<String, Object> source;

  private ArgoBuild(SourceTree tree, String folder, Map<String, Object> source) {
    this.tree = tree;
    this.folder = folder;
    this.source = source;
  }

  /** Whether a source is the chart that lies in its folder. */
  public static boolean isChart(SourceTree tree, String folder, Map<String, Object> source) {
    boolean other = source.get("kustomize") != null || source.get("directory") != null;
    return source.get("plugin") == null
        && (source.get("helm") != null || !other)
        && tree.isFile(TreePath.join(folder, "Chart.yaml"));
  }

  /**
   * Builds a folder that is no chart.
   *
   * @param folder path in the tree
   * @param source the {@code source} of an Application
   * @throws KustomizeProblem when Argo CD would not build it, of kind ELSEWHERE when this cannot
   */
  public static List<BuiltObject> build(
      SourceTree tree, String folder, Map<String, Object> source) {
    return new ArgoBuild(tree, folder, source).build();
  }

  private List<BuiltObject> build() {
    if (!tree.isFolder(folder)) {
      throw new KustomizeProblem(
          KustomizeProblem.Kind.MISSING, folder, folder + ": app path does not exist");
    }
    if (source.get("plugin") != null) {
      throw elsewhere("a config management plugin builds it, " + plugin());
    }
    Optional<KustomizationFile> own =
        source.get("directory") == null ? KustomizationFile.find(tree, folder) : Optional.empty();
    if (own.isPresent()) {
      return Kustomize.build(tree, folder, own.get().with(changed(own.get())));
    }
    List<BuiltObject> objects = new ArrayList<>();
    collect(folder, 0, objects);
    return objects;
  }

  private String plugin() {
    String name = Values.text(source, "plugin", "name");
    return name.isEmpty() ? "which one it finds out itself" : name;
  }

  private KustomizeProblem elsewhere(String what) {
    return new KustomizeProblem(KustomizeProblem.Kind.ELSEWHERE, folder, what);
  }

  /** As {@code kustomize edit} would write the source's options into the file. */
  private Map<String, Object> changed(KustomizationFile own) {
    Map<String, Object> options = Values.asMap(source.get("kustomize"));
    Map<String, Object> changed = new LinkedHashMap<>();
    for (String text : List.of("namePrefix", "nameSuffix", "namespace")) {
      if (!Values.text(options, text).isEmpty()) {
        changed.put(text, options.get(text));
      }
    }
    for (String map : List.of("commonLabels", "commonAnnotations")) {
      Map<String, Object> both = Values.copyMap(Values.asMap(own.get(map)));
      Values.asMap(options.get(map)).forEach((key, value) -> both.put(key, Values.scalar(value)));
      if (!both.isEmpty()) {
        changed.put(map, both);
      }
    }
    for (String list : List.of("components", "patches", "replicas")) {
      List<Object> both = new ArrayList<>(Values.asList(own.get(list)));
      both.addAll(Values.asList(options.get(list)));
      if (!both.isEmpty()) {
        changed.put(list, both);
      }
    }
    List<Object> images = new ArrayList<>(Values.asList(own.get("images")));
    Values.asList(options.get("images")).forEach(each -> put(images, image(Values.scalar(each))));
    if (!images.isEmpty()) {
      changed.put("images", images);
    }
    return changed;
  }

  private static void put(List<Object> images, Map<String, Object> image) {
    images.removeIf(each -> image.get("name").equals(Values.asMap(each).get("name")));
    images.add(image);
  }

  /** {@code [name=]new[:tag][@digest]}. */
  private static Map<String, Object> image(String text) {
    Map<String, Object> image = new LinkedHashMap<>();
    int named = text.indexOf('=');
    String rest = text.substring(named + 1);
    int digest = rest.indexOf('@');
    if (digest >= 0) {
      image.put("digest", rest.substring(digest + 1));
      rest = rest.substring(0, digest);
    }
    int tag = rest.lastIndexOf(':');
    if (tag > rest.lastIndexOf('/')) {
      image.put("newTag", rest.substring(tag + 1));
      rest = rest.substring(0, tag);
    }
    image.put("name", named < 0 ? rest : text.substring(0, named));
    if (named >= 0) {
      image.put("newName", rest);
    }
    return image;
  }

  private void collect(String path, int depth, List<BuiltObject> objects) {
    boolean recurse = Values.text(source, "directory", "recurse").equals("true");
    for (String name : tree.names(path)) {
      String entry = TreePath.join(path, name);
      if (tree.isFile(entry)) {
        if (name.endsWith(".jsonnet") && isWanted(entry)) {
          throw new KustomizeProblem(
              KustomizeProblem.Kind.ELSEWHERE, entry, "Jsonnet is not evaluated here");
        }
        if (MANIFEST.matcher(name).matches() && isWanted(entry)) {
          manifests(entry).stream()
              .map(read -> new BuiltObject(read.object(), read.origin(), read.written()))
              .forEach(objects::add);
        }
      } else if (recurse && depth < DEEPEST && tree.isFolder(entry)) {
        collect(entry, depth + 1, objects);
      }
    }
  }

  /** What does not look like a manifest is passed over, such as a file of values. */
  private List<Resource> manifests(String file) {
    try {
      return ManifestReader.read(tree, file);
    } catch (KustomizeProblem problem) {
      String text = new String(tree.read(file), StandardCharsets.UTF_8);
      if (MARKS.stream().allMatch(text::contains)) {
        throw problem;
      }
      return List.of();
    }
  }

  /** By {@code include} and {@code exclude}, patterns of the path below the folder. */
  private boolean isWanted(String file) {
    String below = folder.isEmpty() ? file : file.substring(folder.length() + 1);
    String include = Values.text(source, "directory", "include");
    String exclude = Values.text(source, "directory", "exclude");
    return (include.isEmpty() || PathPattern.crossing(include).matcher(below).matches())
        && (exclude.isEmpty() || !PathPattern.crossing(exclude).matcher(below).matches());
  }
}
