package dev.blackstart.template.kustomize;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A tree of texts. */
final class MemoryTree implements SourceTree {
  private final SortedMap<String, byte[]> files = new TreeMap<>();

  static MemoryTree of(String... pathsAndTexts) {
    MemoryTree tree = new MemoryTree();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      tree.with(pathsAndTexts[i], pathsAndTexts[i + 1]);
    }
    return tree;
  }

  MemoryTree with(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Map<String, byte[]> files() {
    return files;
  }

  @Override
  public boolean isFile(String path) {
    return files.containsKey(path);
  }

  @Override
  public boolean isFolder(String path) {
    return path.isEmpty() || files.keySet().stream().anyMatch(file -> file.startsWith(path + "/"));
  }

  @Override
  public List<String> names(String folder) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    return files.keySet().stream()
        .filter(file -> file.startsWith(prefix))
        .map(file -> file.substring(prefix.length()).split("/")[0])
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public byte[] read(String path) {
    return files.get(path);
  }
}
