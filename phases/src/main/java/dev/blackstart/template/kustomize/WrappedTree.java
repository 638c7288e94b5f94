package dev.blackstart.template.kustomize;

import java.util.List;

/** A tree that is another one but for what its kinds say anew. */
public abstract class WrappedTree implements SourceTree {
  private final SourceTree files;

  protected WrappedTree(SourceTree files) {
    this.files = files;
  }

  @Override
  public final boolean isFile(String path) {
    return files.isFile(path);
  }

  @Override
  public final boolean isFolder(String path) {
    return files.isFolder(path);
  }

  @Override
  public final boolean isLink(String path) {
    return files.isLink(path);
  }

  @Override
  public final List<String> names(String folder) {
    return files.names(folder);
  }

  @Override
  public final byte[] read(String path) {
    return files.read(path);
  }

  @Override
  public final void elsewhere(String entry, String place) {
    files.elsewhere(entry, place);
  }
}
