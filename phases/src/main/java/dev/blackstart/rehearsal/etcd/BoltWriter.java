package dev.blackstart.rehearsal.etcd;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Writes a bbolt file (format version 2): pages of 4 KiB, two meta pages, an empty freelist, and a
 * B+tree for each bucket. Integers are little-endian.
 */
final class BoltWriter {
  static final int PAGE = 4096;
  static final int HEADER = 16;
  static final int ELEMENT = 16;
  static final int MAGIC = 0xED0CDAED;
  static final int VERSION = 2;
  static final short BRANCH = 0x01;
  static final short LEAF = 0x02;
  static final short META = 0x04;
  static final short FREELIST = 0x10;
  static final int BUCKET = 0x01;

  /** Length of what a meta page's checksum covers. */
  static final int META_SUMMED = 56;

  private static final int FREELIST_PAGE = 2;

  private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
  private long next = FREELIST_PAGE + 1;

  /** A key and its value; for a bucket the value is the bucket's header. */
  record Item(byte[] key, byte[] value, int flags) {
    Item(byte[] key, byte[] value) {
      this(key, value, 0);
    }
  }

  /** A page that was written and the first key below it. */
  private record Child(byte[] key, long page) {}

  private BoltWriter() {}

  /**
   * @param buckets items of each in the order of their keys
   */
  static byte[] write(SortedMap<String, List<Item>> buckets) {
    BoltWriter writer = new BoltWriter();
    List<Item> top = new ArrayList<>();
    for (Map.Entry<String, List<Item>> bucket : buckets.entrySet()) {
      byte[] name = bucket.getKey().getBytes(StandardCharsets.UTF_8);
      top.add(new Item(name, writer.bucket(bucket.getValue()), BUCKET));
    }
    long root = writer.tree(top);
    return writer.file(root);
  }

  /** A bucket's header; an empty one carries its only page with it. */
  private byte[] bucket(List<Item> items) {
    if (items.isEmpty()) {
      ByteBuffer inline = buffer(2 * HEADER).putLong(0).putLong(0);
      return inline.putLong(0).putShort(LEAF).putShort((short) 0).putInt(0).array();
    }
    return buffer(HEADER).putLong(tree(items)).putLong(0).array();
  }

  private long tree(List<Item> items) {
    List<Child> level = new ArrayList<>();
    List<Item> batch = new ArrayList<>();
    int size = HEADER;
    for (Item item : items) {
      int added = ELEMENT + item.key().length + item.value().length;
      if (!batch.isEmpty() && size + added > PAGE) {
        level.add(new Child(batch.getFirst().key(), leaf(batch)));
        batch.clear();
        size = HEADER;
      }
      batch.add(item);
      size += added;
    }
    if (!batch.isEmpty() || level.isEmpty()) {
      level.add(new Child(batch.isEmpty() ? new byte[0] : batch.getFirst().key(), leaf(batch)));
    }
    while (level.size() > 1) {
      level = above(level);
    }
    return level.getFirst().page();
  }

  private List<Child> above(List<Child> children) {
    List<Child> level = new ArrayList<>();
    List<Child> batch = new ArrayList<>();
    int size = HEADER;
    for (Child child : children) {
      int added = ELEMENT + child.key().length;
      if (batch.size() > 1 && size + added > PAGE) {
        level.add(new Child(batch.getFirst().key(), branch(batch)));
        batch.clear();
        size = HEADER;
      }
      batch.add(child);
      size += added;
    }
    level.add(new Child(batch.getFirst().key(), branch(batch)));
    return level;
  }

  private long leaf(List<Item> items) {
    int data = items.stream().mapToInt(item -> item.key().length + item.value().length).sum();
    ByteBuffer page = page(LEAF, items.size(), data);
    int at = HEADER + ELEMENT * items.size();
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      int element = HEADER + ELEMENT * i;
      page.putInt(item.flags()).putInt(at - element);
      page.putInt(item.key().length).putInt(item.value().length);
      page.put(at, item.key()).put(at + item.key().length, item.value());
      at += item.key().length + item.value().length;
    }
    return add(page);
  }

  private long branch(List<Child> children) {
    int data = children.stream().mapToInt(child -> child.key().length).sum();
    ByteBuffer page = page(BRANCH, children.size(), data);
    int at = HEADER + ELEMENT * children.size();
    for (int i = 0; i < children.size(); i++) {
      Child child = children.get(i);
      int element = HEADER + ELEMENT * i;
      page.putInt(at - element).putInt(child.key().length).putLong(child.page());
      page.put(at, child.key());
      at += child.key().length;
    }
    return add(page);
  }

  /** A page with its header, as many pages long as its content needs. */
  private ByteBuffer page(short kind, int count, int data) {
    int pagesNeeded = (HEADER + ELEMENT * count + data + PAGE - 1) / PAGE;
    ByteBuffer page = buffer(pagesNeeded * PAGE);
    return page.putLong(next).putShort(kind).putShort((short) count).putInt(pagesNeeded - 1);
  }

  private long add(ByteBuffer page) {
    long number = next;
    pages.writeBytes(page.array());
    next += page.capacity() / PAGE;
    return number;
  }

  private byte[] file(long root) {
    ByteBuffer file = buffer((FREELIST_PAGE + 1) * PAGE + pages.size());
    file.put(0, meta(root, 0)).put(PAGE, meta(root, 1));
    file.position(FREELIST_PAGE * PAGE);
    file.putLong(FREELIST_PAGE).putShort(FREELIST).putShort((short) 0).putInt(0);
    file.put((FREELIST_PAGE + 1) * PAGE, pages.toByteArray());
    return file.array();
  }

  private byte[] meta(long root, long transaction) {
    ByteBuffer page = buffer(PAGE);
    page.putLong(transaction).putShort(META).putShort((short) 0).putInt(0);
    page.putInt(MAGIC).putInt(VERSION).putInt(PAGE).putInt(0);
    page.putLong(root).putLong(0).putLong(FREELIST_PAGE).putLong(next).putLong(transaction);
    page.putLong(checksum(page, HEADER));
    return page.array();
  }

  /** FNV-1a of the meta at this place. */
  static long checksum(ByteBuffer file, int at) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < META_SUMMED; i++) {
      hash ^= file.get(at + i) & 0xFF;
      hash *= 0x100000001b3L;
    }
    return hash;
  }

  static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
