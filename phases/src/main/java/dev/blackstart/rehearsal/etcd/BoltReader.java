package dev.blackstart.rehearsal.etcd;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a bbolt file (format version 2) of whatever origin: every page at most once, nothing
 * outside of the file.
 */
final class BoltReader {
  private final ByteBuffer file;
  private final BitSet seen = new BitSet();
  private int pageSize;
  private long pages;

  private BoltReader(byte[] file) {
    this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The items of every bucket, in the order of their keys. */
  static Map<String, List<BoltWriter.Item>> read(byte[] file) throws DamagedSnapshotException {
    BoltReader reader = new BoltReader(file);
    try {
      return reader.buckets();
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new DamagedSnapshotException(
          "snapshot file integrity check failed. 1 errors found.\na page lies outside of the file");
    }
  }

  private Map<String, List<BoltWriter.Item>> buckets() throws DamagedSnapshotException {
    long root = root();
    Map<String, List<BoltWriter.Item>> buckets = new TreeMap<>();
    List<BoltWriter.Item> top = new ArrayList<>();
    walk(root, top, 0);
    for (BoltWriter.Item bucket : top) {
      if ((bucket.flags() & BoltWriter.BUCKET) == 0) {
        continue;
      }
      List<BoltWriter.Item> items = new ArrayList<>();
      ByteBuffer header = ByteBuffer.wrap(bucket.value()).order(ByteOrder.LITTLE_ENDIAN);
      if (header.getLong(0) == 0) {
        items(header, BoltWriter.HEADER, items);
      } else {
        walk(header.getLong(0), items, 0);
      }
      buckets.put(new String(bucket.key(), StandardCharsets.UTF_8), items);
    }
    return buckets;
  }

  /** The root of the newer of two metas that are whole. */
  private long root() throws DamagedSnapshotException {
    long root = -1;
    long newest = -1;
    for (int candidate = 1024; candidate <= 1 << 16; candidate *= 2) {
      for (int at : new int[] {0, candidate}) {
        int meta = at + BoltWriter.HEADER;
        if (isMeta(meta)
            && file.getInt(meta + 8) == candidate
            && file.getLong(meta + 48) > newest) {
          newest = file.getLong(meta + 48);
          root = file.getLong(meta + 16);
          pages = file.getLong(meta + 40);
          pageSize = candidate;
        }
      }
    }
    if (pageSize == 0) {
      throw new DamagedSnapshotException("invalid database");
    }
    return root;
  }

  private boolean isMeta(int at) {
    return at + BoltWriter.META_SUMMED + 8 <= file.capacity()
        && file.getInt(at) == BoltWriter.MAGIC
        && file.getInt(at + 4) == BoltWriter.VERSION
        && file.getLong(at + BoltWriter.META_SUMMED) == BoltWriter.checksum(file, at);
  }

  private void walk(long page, List<BoltWriter.Item> items, int depth)
      throws DamagedSnapshotException {
    if (page < 2 || page >= pages || (page + 1) * pageSize > file.capacity()) {
      throw broken("page " + page + ": out of bounds: " + pages);
    }
    if (seen.get((int) page) || depth > 64) {
      throw broken("page " + page + ": multiple references");
    }
    seen.set((int) page);
    int at = (int) page * pageSize;
    switch (file.getShort(at + 8)) {
      case BoltWriter.LEAF -> items(file, at, items);
      case BoltWriter.BRANCH -> {
        int count = file.getShort(at + 10) & 0xFFFF;
        for (int i = 0; i < count; i++) {
          walk(file.getLong(at + BoltWriter.HEADER + BoltWriter.ELEMENT * i + 8), items, depth + 1);
        }
      }
      default -> throw broken("page " + page + ": invalid type");
    }
  }

  private static void items(ByteBuffer in, int page, List<BoltWriter.Item> items) {
    int count = in.getShort(page + 10) & 0xFFFF;
    for (int i = 0; i < count; i++) {
      int element = page + BoltWriter.HEADER + BoltWriter.ELEMENT * i;
      int key = Math.addExact(element, in.getInt(element + 4));
      int value = Math.addExact(key, in.getInt(element + 8));
      int end = Math.addExact(value, in.getInt(element + 12));
      if (key < 0 || value < key || end < value || end > in.capacity()) {
        throw new IndexOutOfBoundsException("item " + i);
      }
      byte[] all = in.array();
      items.add(
          new BoltWriter.Item(
              Arrays.copyOfRange(all, key, value),
              Arrays.copyOfRange(all, value, end),
              in.getInt(element)));
    }
  }

  private static DamagedSnapshotException broken(String what) {
    return new DamagedSnapshotException(
        "snapshot file integrity check failed. 1 errors found.\n" + what);
  }
}
