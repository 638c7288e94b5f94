package dev.blackstart.rehearsal.flux;

import dev.blackstart.template.kustomize.FolderTree;
import dev.blackstart.template.kustomize.SourceTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The operator's working tree as the artifact of a GitRepository: without what source-controller
 * leaves out of every artifact by itself.
 */
final class WorkingTree implements SourceTree {
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

  WorkingTree(Path root) {
    this.files = new FolderTree(root);
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

  /** What stands for a commit: SHA-1 of the manifests, names and content, hexadecimal. */
  String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      add(digest, "");
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java has SHA-1", absent);
    }
  }

  private void add(MessageDigest digest, String folder) {
    for (String name : names(folder)) {
      String path = folder.isEmpty() ? name : folder + "/" + name;
      if (isFolder(path)) {
        add(digest, path);
      } else if (isFile(path)) {
        byte[] content = read(path);
        digest.update((path + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
        digest.update(content);
      }
    }
  }
}
