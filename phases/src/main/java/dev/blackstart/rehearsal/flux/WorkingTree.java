package dev.blackstart.rehearsal.flux;

import dev.blackstart.template.kustomize.ArtifactTree;
import dev.blackstart.template.kustomize.FolderTree;
import dev.blackstart.template.kustomize.WrappedTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The operator's working tree as the artifact of a GitRepository: without what source-controller
 * leaves out of every artifact by itself.
 */
public final class WorkingTree extends WrappedTree {
  private final Path root;

  /** The tree below a folder of this machine. */
  public WorkingTree(Path root) {
    super(new ArtifactTree(new FolderTree(root)));
    this.root = root;
  }

  /** Where a path of the tree is on this machine. */
  public String path(String path) {
    return root.resolve(path).toString();
  }

  /** What stands for a commit: SHA-1 of the manifests, names and content, hexadecimal. */
  public String digest() {
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
