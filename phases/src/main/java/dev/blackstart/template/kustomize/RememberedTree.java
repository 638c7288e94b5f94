package dev.blackstart.template.kustomize;

import dev.blackstart.template.yaml.YamlNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A tree that asks another for each file once, for many builds of files that stay as they are. It
 * leaves out what lies elsewhere and remembers who asked for it. Not for two threads.
 */
public final class RememberedTree implements SourceTree {
  private final SourceTree tree;
  private final Map<String, Boolean> files = new HashMap<>();
  private final Map<String, Boolean> folders = new HashMap<>();
  private final Map<String, Boolean> links = new HashMap<>();
  private final Map<String, List<String>> names = new HashMap<>();
  private final Map<String, byte[]> contents = new HashMap<>();
  private final Map<String, List<YamlNode>> documents = new HashMap<>();
  private final Set<Elsewhere> elsewhere = new LinkedHashSet<>();

  /**
   * What a kustomization takes from another place.
   *
   * @param entry URL or address as written
   * @param place {@code file:line} of who names it
   */
  public record Elsewhere(String entry, String place) {}

  public RememberedTree(SourceTree tree) {
    this.tree = tree;
  }

  @Override
  public boolean isFile(String path) {
    return files.computeIfAbsent(path, tree::isFile);
  }

  @Override
  public boolean isFolder(String path) {
    return folders.computeIfAbsent(path, tree::isFolder);
  }

  @Override
  public boolean isLink(String path) {
    return links.computeIfAbsent(path, tree::isLink);
  }

  @Override
  public List<String> names(String folder) {
    return names.computeIfAbsent(folder, tree::names);
  }

  @Override
  public byte[] read(String path) {
    return contents.computeIfAbsent(path, tree::read);
  }

  @Override
  public List<YamlNode> documents(String path) {
    List<YamlNode> known = documents.get(path);
    if (known == null) {
      known = List.copyOf(tree.documents(path));
      documents.put(path, known);
    }
    return known;
  }

  @Override
  public void elsewhere(String entry, String place) {
    elsewhere.add(new Elsewhere(entry, place));
  }

  @Override
  public List<Map<String, Object>> inflated(
      Map<String, Object> chart, String folder, String place) {
    return tree.inflated(chart, folder, place);
  }

  /** What the builds since the last call have left out. */
  public List<Elsewhere> leftOut() {
    List<Elsewhere> all = List.copyOf(elsewhere);
    elsewhere.clear();
    return all;
  }
}
