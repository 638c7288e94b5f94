package dev.blackstart.rehearsal.etcd;

import java.util.Comparator;
import java.util.List;

/**
 * What an etcd database holds: the latest state of every key.
 *
 * @param revision of the last change, deletions counted
 * @param entries in the order of their last change
 */
public record EtcdDatabase(long revision, List<Entry> entries) {
  /** A database nobody has written to: etcd begins at revision 1. */
  public static final EtcdDatabase EMPTY = new EtcdDatabase(1, List.of());

  public EtcdDatabase {
    entries = entries.stream().sorted(Comparator.comparingLong(Entry::modified)).toList();
  }

  /**
   * A key as it is.
   *
   * @param created revision that brought it
   * @param modified revision of its last change
   * @param version how often it was written since it was brought
   */
  @SuppressWarnings("ArrayRecordComponent") // a value of megabytes is passed on, never compared
  public record Entry(String key, byte[] value, long created, long modified, long version) {
    @Override
    public String toString() {
      return key + "@" + modified;
    }
  }

  @Override
  public String toString() {
    return "EtcdDatabase[revision " + revision + ", " + entries.size() + " keys]";
  }
}
