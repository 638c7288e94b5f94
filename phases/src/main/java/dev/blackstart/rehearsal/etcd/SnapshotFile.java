package dev.blackstart.rehearsal.etcd;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * etcd's database file (etcd 3.6): bbolt with a bucket of revisions. A snapshot is that file with
 * the SHA-256 of it behind, which shows in its length: 32 bytes more than a multiple of 512.
 */
public final class SnapshotFile {
  private static final int HASH = 32;
  private static final int SECTOR = 512;
  private static final int REVISION = 17;
  private static final List<String> EMPTY_BUCKETS =
      List.of(
          "alarm",
          "auth",
          "authRoles",
          "authUsers",
          "cluster",
          "lease",
          "members",
          "members_removed");

  private SnapshotFile() {}

  /** The database as a file, without a hash. */
  public static byte[] write(EtcdDatabase database) {
    return write(database, meta(database.revision()));
  }

  /** The same for a member that is yet to be founded: it has agreed on nothing so far. */
  public static byte[] seed(EtcdDatabase database) {
    return write(
        database,
        meta(database.revision()).stream()
            .filter(item -> new String(item.key(), StandardCharsets.UTF_8).endsWith("CompactRev"))
            .toList());
  }

  private static byte[] write(EtcdDatabase database, List<BoltWriter.Item> meta) {
    SortedMap<String, List<BoltWriter.Item>> buckets = new TreeMap<>();
    EMPTY_BUCKETS.forEach(name -> buckets.put(name, List.of()));
    List<BoltWriter.Item> keys = new ArrayList<>();
    for (EtcdDatabase.Entry entry : database.entries()) {
      keys.add(new BoltWriter.Item(revision(entry.modified()), encoded(entry)));
    }
    buckets.put("key", keys);
    buckets.put("meta", meta);
    return BoltWriter.write(buckets);
  }

  private static List<BoltWriter.Item> meta(long revision) {
    List<BoltWriter.Item> meta = new ArrayList<>();
    meta.add(item("confState", bytes("{\"voters\":[1],\"auto_leave\":false}")));
    meta.add(item("consistent_index", number(revision + 3)));
    meta.add(item("finishedCompactRev", revision(revision)));
    meta.add(item("scheduledCompactRev", revision(revision)));
    meta.add(item("storageVersion", bytes("3.6.0")));
    meta.add(item("term", number(2)));
    return meta;
  }

  /**
   * Reads a database file; a hash behind it does no harm.
   *
   * @throws DamagedSnapshotException in the words etcd has for it
   */
  public static EtcdDatabase read(byte[] file) throws DamagedSnapshotException {
    Map<String, List<BoltWriter.Item>> buckets = BoltReader.read(file);
    Map<String, EtcdDatabase.Entry> latest = new LinkedHashMap<>();
    long revision = 1;
    for (BoltWriter.Item item : buckets.getOrDefault("key", List.of())) {
      if (item.key().length < REVISION) {
        throw new DamagedSnapshotException("cannot parse revision key");
      }
      revision = Math.max(revision, ByteBuffer.wrap(item.key()).getLong());
      EtcdDatabase.Entry entry = decoded(item.value());
      if (item.key().length > REVISION) {
        latest.remove(entry.key());
      } else {
        latest.put(entry.key(), entry);
      }
    }
    for (BoltWriter.Item item : buckets.getOrDefault("meta", List.of())) {
      boolean compacted = new String(item.key(), StandardCharsets.UTF_8).endsWith("CompactRev");
      if (compacted && item.value().length >= Long.BYTES) {
        revision = Math.max(revision, ByteBuffer.wrap(item.value()).getLong());
      }
    }
    return new EtcdDatabase(revision, List.copyOf(latest.values()));
  }

  /** The file with its hash behind. */
  public static byte[] sealed(byte[] file) {
    byte[] sealed = Arrays.copyOf(file, file.length + HASH);
    System.arraycopy(sha256(file), 0, sealed, file.length, HASH);
    return sealed;
  }

  /**
   * The file without its hash.
   *
   * @param skipHashCheck take it as it is; a database copied from a data directory has no hash
   * @throws DamagedSnapshotException when the hash is missing or another
   */
  public static byte[] opened(byte[] snapshot, boolean skipHashCheck)
      throws DamagedSnapshotException {
    boolean hashed = snapshot.length % SECTOR == HASH;
    if (!hashed && !skipHashCheck) {
      throw new DamagedSnapshotException("snapshot missing hash but --skip-hash-check=false");
    }
    byte[] file = hashed ? Arrays.copyOf(snapshot, snapshot.length - HASH) : snapshot;
    if (hashed && !skipHashCheck) {
      byte[] expected = Arrays.copyOfRange(snapshot, file.length, snapshot.length);
      byte[] found = sha256(file);
      if (!MessageDigest.isEqual(expected, found)) {
        throw new DamagedSnapshotException(
            "expected sha256 " + numbers(expected) + ", got " + numbers(found));
      }
    }
    return file;
  }

  private static byte[] encoded(EtcdDatabase.Entry entry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(entry.value().length + 64);
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      out.writeBytes(1, ByteString.copyFromUtf8(entry.key()));
      out.writeInt64(2, entry.created());
      out.writeInt64(3, entry.modified());
      out.writeInt64(4, entry.version());
      out.writeByteArray(5, entry.value());
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static EtcdDatabase.Entry decoded(byte[] value) throws DamagedSnapshotException {
    CodedInputStream in = CodedInputStream.newInstance(value);
    String key = "";
    byte[] content = new byte[0];
    long[] numbers = new long[5];
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        int field = WireFormat.getTagFieldNumber(tag);
        switch (field) {
          case 1 -> key = in.readBytes().toStringUtf8();
          case 2, 3, 4 -> numbers[field] = in.readInt64();
          case 5 -> content = in.readByteArray();
          default -> in.skipField(tag);
        }
      }
    } catch (IOException e) {
      throw new DamagedSnapshotException("cannot unmarshal value: " + e.getMessage());
    }
    return new EtcdDatabase.Entry(key, content, numbers[2], numbers[3], numbers[4]);
  }

  private static BoltWriter.Item item(String key, byte[] value) {
    return new BoltWriter.Item(bytes(key), value);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] number(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  /** Main and sub revision, big-endian. */
  private static byte[] revision(long main) {
    return ByteBuffer.allocate(REVISION).putLong(main).put((byte) '_').putLong(0).array();
  }

  private static String numbers(byte[] hash) {
    StringBuilder text = new StringBuilder("[");
    for (byte each : hash) {
      text.append(text.length() > 1 ? " " : "").append(each & 0xFF);
    }
    return text.append(']').toString();
  }

  private static byte[] sha256(byte[] file) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(file);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
