package dev.blackstart.rehearsal.etcd;

/** A file is no database of etcd's, or not the one that was written; says so in etcd's words. */
public final class DamagedSnapshotException extends Exception {
  private static final long serialVersionUID = 1;

  public DamagedSnapshotException(String message) {
    super(message);
  }
}
