package dev.blackstart.talos;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.Machines;
import dev.blackstart.world.NodeOperations;
import dev.blackstart.world.RenderedConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is asked of configured nodes, over Talos's gRPC API. */
public final class GrpcOperations implements NodeOperations {
  private final GrpcMachines machines;

  /**
   * @param machines whose nodes are asked; they stay open
   */
  public GrpcOperations(GrpcMachines machines) {
    this.machines = machines;
  }

  @Override
  public Optional<String> bootId(Node node) {
    throw new UnsupportedOperationException(machines.toString());
  }

  @Override
  public Applied apply(
      Node node, RenderedConfig config, ApplyMode mode, boolean dryRun, Duration tryTimeout) {
    throw new UnsupportedOperationException(machines.toString());
  }

  @Override
  public RenderedConfig runningConfig(Node node) {
    throw new UnsupportedOperationException(machines.toString());
  }

  @Override
  public void reboot(Node node, RebootMode mode) {
    throw new UnsupportedOperationException(machines.toString());
  }

  @Override
  public void shutdown(Node node, boolean force) {
    throw new UnsupportedOperationException(machines.toString());
  }

  @Override
  public void reset(Node node, Reset reset) {
    throw new UnsupportedOperationException(machines.toString());
  }

  @Override
  public void upgrade(Node node, String image, boolean stage, boolean force, RebootMode mode) {
    throw new UnsupportedOperationException(machines.toString());
  }

  @Override
  public EtcdStatus etcdStatus(Node node) {
    throw new UnsupportedOperationException(machines.toString());
  }

  @Override
  public List<String> etcdAlarms(Node node) {
    throw new UnsupportedOperationException(machines.toString());
  }

  @Override
  public void disarmEtcdAlarms(Node node) {
    throw new UnsupportedOperationException(machines.toString());
  }

  @Override
  public void defragmentEtcd(Node node) {
    throw new UnsupportedOperationException(machines.toString());
  }

  @Override
  public Optional<String> forfeitEtcdLeadership(Node node) {
    throw new UnsupportedOperationException(machines.toString());
  }

  @Override
  public void leaveEtcd(Node node) {
    throw new UnsupportedOperationException(machines.toString());
  }

  @Override
  public void removeEtcdMember(Node asked, String member) {
    throw new UnsupportedOperationException(machines.toString());
  }

  @Override
  public long snapshotEtcd(Node node, OutputStream to) throws IOException {
    throw new UnsupportedOperationException(machines.toString());
  }

  @Override
  public void uploadEtcdSnapshot(Node node, InputStream snapshot) throws IOException {
    throw new UnsupportedOperationException(machines.toString());
  }

  @Override
  public Machines.BootstrapAnswer recoverEtcd(Node node, boolean skipHashCheck) {
    throw new UnsupportedOperationException(machines.toString());
  }

  @Override
  public List<FoundVolume> volumes(Node node) {
    throw new UnsupportedOperationException(machines.toString());
  }

  @Override
  public void wipeDisks(Node node, List<String> devices) {
    throw new UnsupportedOperationException(machines.toString());
  }
}
