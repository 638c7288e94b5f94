package dev.blackstart.template.kustomize;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A working tree as the artifact that source-controller makes of it: without what it leaves out of
 * every artifact by itself.
 */
public final class ArtifactTree implements SourceTree {
  private static final Set<String> IGNORED =
      Set.of(
          ".git",
          ".github",
          ".circleci",
          ".gitignore",
          ".gitmodules",
          ".gitattributes",
          ".travis.yml",
          ".gitlab-ci.yml",
          "appveyor.yml",
          ".drone.yml",
          "cloudbuild.yaml",
          "codeship-services.yml",
          "codeship-steps.yml",
          ".goreleaser.yml",
          ".goreleaser.yaml",
          ".sops.yaml",
          ".flux.yaml");
  private static final List<String> IGNORED_ENDINGS =
      List.of(".jpg", ".jpeg", ".gif", ".png", ".wmv", ".flv", ".tar.gz", ".zip");

  private final SourceTree files;

  public ArtifactTree(SourceTree files) {
    this.files = files;
  }

  private static boolean isIgnored(String path) {
    for (String name : path.split("/")) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (IGNORED.contains(name) || IGNORED_ENDINGS.stream().anyMatch(lower::endsWith)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean isFile(String path) {
    return !isIgnored(path) && files.isFile(path);
  }

  @Override
  public boolean isFolder(String path) {
    return !isIgnored(path) && files.isFolder(path);
  }

  @Override
  public List<String> names(String folder) {
    return files.names(folder).stream().filter(name -> !isIgnored(name)).toList();
  }

  @Override
  public byte[] read(String path) {
    return files.read(path);
  }
}
