package dev.blackstart.rehearsal.node.etcd;

import dev.blackstart.rehearsal.etcd.SnapshotFile;

/** What the etcd clusters of a world hold beside their membership. */
public interface EtcdDatabases {
  /** Clusters nobody writes to: each holds what it was recovered from. */
  EtcdDatabases UNTOUCHED =
      new EtcdDatabases() {
        @Override
        public byte[] file(EtcdCluster cluster) {
          return SnapshotFile.write(cluster.origin());
        }

        @Override
        public long revision(EtcdCluster cluster) {
          return cluster.origin().revision();
        }
      };

  /** The database file as it is now, without a hash. May take its time: never within a turn. */
  byte[] file(EtcdCluster cluster);

  /** Revision of the last write; quick. */
  long revision(EtcdCluster cluster);
}
