package dev.blackstart.rehearsal.node;

import com.google.protobuf.ByteString;
import dev.blackstart.rehearsal.node.file.FileEntry;
import dev.blackstart.rehearsal.node.file.FileTree;
import dev.blackstart.rehearsal.node.file.Tar;
import dev.blackstart.rehearsal.node.wire.Feed;
import dev.talos.api.common.Data;
import dev.talos.api.common.Metadata;
import dev.talos.api.machine.DiskUsageInfo;
import dev.talos.api.machine.DiskUsageRequest;
import dev.talos.api.machine.FileInfo;
import dev.talos.api.machine.ListRequest;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Files over the API, in the order, depths and words of Talos 1.12. */
final class FileCalls {
  private static final int CHUNK = 1024;

  private final FileTree tree;

  FileCalls(Boot boot) {
    tree = boot.machinery().turn().take(() -> NodeFiles.of(boot));
  }

  void read(String path, Feed<Data> reader) {
    Optional<FileEntry> file = tree.behind(path);
    if (file.isEmpty()) {
      reader.fail(Status.NOT_FOUND.withDescription("stat " + path + ": no such file or directory"));
    } else if (file.get().kind() != FileEntry.Kind.FILE) {
      reader.fail(Status.UNKNOWN.withDescription("path must be a regular file"));
    } else {
      send(file.get().content().get(), reader);
      reader.end();
    }
  }

  void copy(String path, Feed<Data> reader) {
    if (!path.startsWith("/")) {
      reader.fail(Status.UNKNOWN.withDescription("path is not absolute " + path));
      return;
    }
    Optional<FileEntry> root = root(path);
    if (root.isEmpty()) {
      reader.send(
          Data.newBuilder().setMetadata(Metadata.newBuilder().setError(missing(path))).build());
      reader.end();
      return;
    }
    List<Tar.Member> members = new ArrayList<>();
    walk(
        root.get(),
        -1,
        (entry, relative) -> {
          String name = relative + (entry.isFolder() ? "/" : "");
          boolean top = entry.path().equals(root.get().path()) && entry.isFolder();
          if (!top && entry.kind() != FileEntry.Kind.SOCKET && Tar.holds(name)) {
            members.add(new Tar.Member(name, entry));
          }
        });
    send(Tar.gzip(members), reader);
    reader.end();
  }

  void list(ListRequest request, Feed<FileInfo> reader) {
    String asked = request.getRoot().startsWith("/") ? request.getRoot() : "/" + request.getRoot();
    String path = asked.length() > 1 ? asked.replaceFirst("/$", "") : asked;
    Optional<FileEntry> root = root(path);
    if (root.isEmpty()) {
      reader.fail(Status.UNKNOWN.withDescription(missing(path)));
      return;
    }
    int depth =
        !request.getRecurse()
            ? 0
            : request.getRecursionDepth() == 0 ? -1 : request.getRecursionDepth();
    walk(
        root.get(),
        depth,
        (entry, relative) -> {
          if (wanted(request, entry)) {
            reader.send(
                FileInfo.newBuilder()
                    .setName(entry.path())
                    .setRelativeName(relative)
                    .setSize(entry.size())
                    .setMode(entry.mode())
                    .setModified(entry.modified().getEpochSecond())
                    .setIsDir(entry.isFolder())
                    .setLink(entry.link())
                    .build());
          }
        });
    reader.end();
  }

  private static boolean wanted(ListRequest request, FileEntry entry) {
    return request.getTypesCount() == 0
        || request.getTypesList().stream()
            .anyMatch(
                type ->
                    switch (type) {
                      case REGULAR -> entry.kind() == FileEntry.Kind.FILE;
                      case DIRECTORY -> entry.isFolder();
                      case SYMLINK -> entry.kind() == FileEntry.Kind.LINK;
                      case UNRECOGNIZED -> false;
                    });
  }

  /** Only the first path is answered, as Talos 1.12 does. */
  void usage(DiskUsageRequest request, Feed<DiskUsageInfo> reader) {
    request.getPathsList().stream()
        .findFirst()
        .ifPresent(
            asked -> {
              String path = asked.startsWith("/") ? asked : "/" + asked;
              path = path.length() > 1 ? path.replaceFirst("/$", "") : path;
              Optional<FileEntry> root = root(path);
              if (root.isEmpty()) {
                reader.send(
                    DiskUsageInfo.newBuilder()
                        .setName(path)
                        .setRelativeName(path)
                        .setError(missing(path))
                        .build());
              } else {
                usage(request, root.get(), root.get(), 0, reader);
              }
            });
    reader.end();
  }

  private long usage(
      DiskUsageRequest request,
      FileEntry root,
      FileEntry entry,
      int depth,
      Feed<DiskUsageInfo> reader) {
    long size = entry.size();
    for (FileEntry child : tree.in(entry)) {
      size += usage(request, root, child, depth + 1, reader);
    }
    boolean skipped =
        request.getRecursionDepth() > 0 && depth >= request.getRecursionDepth()
            || !entry.isFolder() && !request.getAll()
            || request.getThreshold() > 0 && size < request.getThreshold()
            || request.getThreshold() < 0 && size > -request.getThreshold();
    if (!skipped) {
      reader.send(
          DiskUsageInfo.newBuilder()
              .setName(entry.path())
              .setRelativeName(relative(root, entry))
              .setSize(size)
              .build());
    }
    return size;
  }

  /** Depth first, by name; the root too. */
  private void walk(FileEntry root, int depth, BiConsumer<FileEntry, String> visit) {
    visit(root, root, depth, 0, visit);
  }

  private void visit(
      FileEntry root, FileEntry entry, int most, int depth, BiConsumer<FileEntry, String> visit) {
    visit.accept(entry, relative(root, entry));
    boolean deeper = depth == 0 || most < 0 || slashes(entry.path()) - slashes(root.path()) < most;
    if (deeper) {
      tree.in(entry).forEach(child -> visit(root, child, most, depth + 1, visit));
    }
  }

  private static long slashes(String path) {
    return path.chars().filter(c -> c == '/').count();
  }

  private static String relative(FileEntry root, FileEntry entry) {
    if (entry.path().equals(root.path())) {
      return root.isFolder() ? "." : root.name();
    }
    return entry.path().substring(root.path().length() + (root.path().equals("/") ? 0 : 1));
  }

  /** A link asked for by name is followed, as a walk of Talos begins. */
  private Optional<FileEntry> root(String path) {
    return tree.behind(path);
  }

  private static String missing(String path) {
    return "lstat " + path + ": no such file or directory";
  }

  static void send(byte[] content, Feed<Data> reader) {
    ByteString bytes = ByteString.copyFrom(content);
    for (int at = 0; at < bytes.size(); at += CHUNK) {
      reader.send(
          Data.newBuilder()
              .setBytes(bytes.substring(at, Math.min(bytes.size(), at + CHUNK)))
              .build());
    }
  }
}
