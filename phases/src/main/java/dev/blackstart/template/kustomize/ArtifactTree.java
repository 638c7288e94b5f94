package dev.blackstart.template.kustomize;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A working tree as the artifact that source-controller makes of it: without links, without what
 * {@code .sourceignore} names on the way to a file, and, where the root has no such file, without
 * pictures, archives and what belongs to version control and its services. Its files may not
 * change.
 */
public final class ArtifactTree implements SourceTree {
  private static final String IGNORE = ".sourceignore";
  private static final List<String> VERSION_CONTROL =
      List.of(".git/", ".gitignore", ".gitmodules", ".gitattributes");
  private static final List<String> BY_DEFAULT =
      List.of(
          "*.jpg",
          "*.jpeg",
          "*.gif",
          "*.png",
          "*.wmv",
          "*.flv",
          "*.tar.gz",
          "*.zip",
          ".github/",
          ".circleci/",
          ".travis.yml",
          ".gitlab-ci.yml",
          "appveyor.yml",
          ".drone.yml",
          "cloudbuild.yaml",
          "codeship-services.yml",
          "codeship-steps.yml",
          "**/.goreleaser.yml",
          "**/.sops.yaml",
          "**/.flux.yaml");

  private final SourceTree files;
  private final Map<String, List<IgnorePattern>> patterns = new ConcurrentHashMap<>();

  public ArtifactTree(SourceTree files) {
    this.files = files;
  }

  @Override
  public boolean isFile(String path) {
    return files.isFile(path) && isKept(path, false);
  }

  /** A folder is there while any of its files may be: an archive has no need of its entry. */
  @Override
  public boolean isFolder(String path) {
    return files.isFolder(path) && (path.isEmpty() || isKept(path, true));
  }

  @Override
  public boolean isLink(String path) {
    return false;
  }

  @Override
  public List<String> names(String folder) {
    return files.names(folder).stream()
        .filter(
            name -> {
              String path = TreePath.join(folder, name);
              return isFile(path) || isFolder(path);
            })
        .toList();
  }

  @Override
  public byte[] read(String path) {
    return files.read(path);
  }

  private boolean isKept(String path, boolean folder) {
    List<String> steps = List.of(path.split("/"));
    List<IgnorePattern> all = new ArrayList<>(in(""));
    String parent = "";
    for (String step : steps) {
      if (!parent.isEmpty()) {
        all.addAll(in(parent));
      }
      parent = TreePath.join(parent, step);
      if (files.isLink(parent)) {
        return false;
      }
    }
    for (IgnorePattern pattern : all.reversed()) {
      if (pattern.matches(steps, folder)) {
        return pattern.includes();
      }
    }
    return true;
  }

  /** The patterns that a folder adds; those of the root include what always holds. */
  private List<IgnorePattern> in(String folder) {
    return patterns.computeIfAbsent(folder, this::load);
  }

  private List<IgnorePattern> load(String folder) {
    String file = TreePath.join(folder, IGNORE);
    boolean written = files.isFile(file) && !files.isLink(file);
    List<IgnorePattern> loaded = new ArrayList<>();
    if (folder.isEmpty()) {
      VERSION_CONTROL.forEach(line -> loaded.add(IgnorePattern.of(line, List.of())));
      if (!written) {
        BY_DEFAULT.forEach(line -> loaded.add(IgnorePattern.of(line, List.of())));
      }
    }
    if (written) {
      List<String> domain = folder.isEmpty() ? List.of() : List.of(folder.split("/"));
      String text = new String(files.read(file), StandardCharsets.UTF_8);
      loaded.addAll(IgnorePattern.read(text, domain));
    }
    return loaded;
  }
}
