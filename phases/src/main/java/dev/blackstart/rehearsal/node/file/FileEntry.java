package dev.blackstart.rehearsal.node.file;

import java.time.Instant;
import java.util.function.Supplier;

/**
 * A file, a folder or a link.
 *
 * @param path absolute
 * @param permissions such as 0644
 * @param size bytes as {@code ls} tells; files below /proc have none and still content
 * @param link where a link points
 * @param content of a file; made when it is asked for
 */
public record FileEntry(
    String path,
    Kind kind,
    int permissions,
    long size,
    Instant modified,
    String link,
    Supplier<byte[]> content) {
  /** Sorts of entries, with their bits in Go's FileMode. */
  public enum Kind {
    FILE(0),
    FOLDER(1 << 31),
    LINK(1 << 27),
    BLOCK_DEVICE(1 << 26),
    CHARACTER_DEVICE(1 << 26 | 1 << 21),
    SOCKET(1 << 24);

    private final int bits;

    Kind(int bits) {
      this.bits = bits;
    }
  }

  /** As Go's FileMode tells it. */
  public int mode() {
    return kind.bits | permissions;
  }

  public boolean isFolder() {
    return kind == Kind.FOLDER;
  }

  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Paths may name secrets' places, contents never show. */
  @Override
  public String toString() {
    return path;
  }
}
