package dev.blackstart.rehearsal.node.file;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A tree of files that is built, then walked. */
public final class FileTree {
  private static final int LINKS_FOLLOWED = 16;
  private static final int FOLDER_SIZE = 4096;

  private final Instant made;
  private final Map<String, FileEntry> entries = new HashMap<>();
  private final Map<String, TreeMap<String, FileEntry>> children = new HashMap<>();

  /**
   * @param made when everything in it was last changed
   */
  public FileTree(Instant made) {
    this.made = made;
    folder("/");
  }

  /** With the folders above it. */
  public void folder(String path) {
    if (!entries.containsKey(path)) {
      put(path, FileEntry.Kind.FOLDER, 0755, FOLDER_SIZE, "", null);
    }
  }

  public void file(String path, int permissions, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    put(path, FileEntry.Kind.FILE, permissions, content.length, "", () -> content);
  }

  public void file(String path, int permissions, long size, Supplier<byte[]> content) {
    put(path, FileEntry.Kind.FILE, permissions, size, "", content);
  }

  /** Of the kernel: it has content and says it has no size. */
  public void virtual(String path, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    put(path, FileEntry.Kind.FILE, 0444, 0, "", () -> content);
  }

  public void link(String path, String target) {
    put(path, FileEntry.Kind.LINK, 0777, target.length(), target, null);
  }

  /** A device or a socket. */
  public void special(String path, FileEntry.Kind kind) {
    put(path, kind, 0600, 0, "", null);
  }

  private void put(
      String path,
      FileEntry.Kind kind,
      int permissions,
      long size,
      String link,
      Supplier<byte[]> content) {
    FileEntry entry = new FileEntry(path, kind, permissions, size, made, link, content);
    entries.put(path, entry);
    if (!path.equals("/")) {
      int slash = path.lastIndexOf('/');
      String parent = slash == 0 ? "/" : path.substring(0, slash);
      folder(parent);
      children.computeIfAbsent(parent, any -> new TreeMap<>()).put(entry.name(), entry);
    }
  }

  /** What lies at a path; links on the way are followed, one at its end is not. */
  public Optional<FileEntry> at(String path) {
    return resolved(path, false, LINKS_FOLLOWED);
  }

  /** The same, and a link at the end is followed too. */
  public Optional<FileEntry> behind(String path) {
    return resolved(path, true, LINKS_FOLLOWED);
  }

  /** What a folder holds, by name. */
  public List<FileEntry> in(FileEntry folder) {
    return new ArrayList<>(children.getOrDefault(folder.path(), new TreeMap<>()).values());
  }

  private Optional<FileEntry> resolved(String path, boolean last, int left) {
    FileEntry here = entries.get("/");
    String[] names = path.split("/+", -1);
    for (int i = 0; i < names.length && here != null; i++) {
      if (names[i].isEmpty() || names[i].equals(".")) {
        continue;
      }
      here =
          names[i].equals("..")
              ? parent(here)
              : children.getOrDefault(here.path(), new TreeMap<>()).get(names[i]);
      boolean end = i == names.length - 1;
      if (here != null && here.kind() == FileEntry.Kind.LINK && (!end || last)) {
        String target = here.link().startsWith("/") ? here.link() : beside(here);
        here = left == 0 ? null : resolved(target, true, left - 1).orElse(null);
      }
    }
    return Optional.ofNullable(here);
  }

  private FileEntry parent(FileEntry entry) {
    int slash = Math.max(1, entry.path().lastIndexOf('/'));
    return entries.get(entry.path().substring(0, slash));
  }

  private static String beside(FileEntry link) {
    return link.path().substring(0, link.path().lastIndexOf('/') + 1) + link.link();
  }
}
