package dev.blackstart.run;

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

/** For worlds whose nodes cannot be asked anything. */
public class NoOperations implements NodeOperations {
  @Override
  public Optional<String> bootId(Node node) {
    throw new UnsupportedOperationException("no node can be asked on paper");
  }

  @Override
  public Optional<String> schematic(Node node) {
    return Optional.empty();
  }

  @Override
  public Applied apply(
      Node node, RenderedConfig config, ApplyMode mode, boolean dryRun, Duration tryTimeout) {
    throw new UnsupportedOperationException("no node can be asked on paper");
  }

  @Override
  public RenderedConfig runningConfig(Node node) {
    throw new UnsupportedOperationException("no node can be asked on paper");
  }

  @Override
  public String reboot(Node node, RebootMode mode) {
    throw new UnsupportedOperationException("no node can be asked on paper");
  }

  @Override
  public String shutdown(Node node, boolean force) {
    throw new UnsupportedOperationException("no node can be asked on paper");
  }

  @Override
  public String reset(Node node, Reset reset) {
    throw new UnsupportedOperationException("no node can be asked on paper");
  }

  @Override
  public String upgrade(Node node, String image, boolean stage, boolean force, RebootMode mode) {
    throw new UnsupportedOperationException("no node can be asked on paper");
  }

  @Override
  public EtcdStatus etcdStatus(Node node) {
    throw new UnsupportedOperationException("no node can be asked on paper");
  }

  @Override
  public List<EtcdAlarm> etcdAlarms(Node node) {
    throw new UnsupportedOperationException("no node can be asked on paper");
  }

  @Override
  public List<EtcdAlarm> disarmEtcdAlarms(Node node) {
    throw new UnsupportedOperationException("no node can be asked on paper");
  }

  @Override
  public void defragmentEtcd(Node node) {
    throw new UnsupportedOperationException("no node can be asked on paper");
  }

  @Override
  public Optional<String> forfeitEtcdLeadership(Node node) {
    throw new UnsupportedOperationException("no node can be asked on paper");
  }

  @Override
  public void leaveEtcd(Node node) {
    throw new UnsupportedOperationException("no node can be asked on paper");
  }

  @Override
  public void removeEtcdMember(Node asked, String member) {
    throw new UnsupportedOperationException("no node can be asked on paper");
  }

  @Override
  public long snapshotEtcd(Node node, OutputStream to) throws IOException {
    throw new UnsupportedOperationException("no node can be asked on paper");
  }

  @Override
  public void uploadEtcdSnapshot(Node node, InputStream snapshot) throws IOException {
    throw new UnsupportedOperationException("no node can be asked on paper");
  }

  @Override
  public Machines.BootstrapAnswer recoverEtcd(Node node, boolean skipHashCheck) {
    throw new UnsupportedOperationException("no node can be asked on paper");
  }

  @Override
  public List<FoundVolume> volumes(Node node) {
    return List.of();
  }

  @Override
  public void wipeDisks(Node node, List<String> devices) {
    throw new UnsupportedOperationException("no node can be asked on paper");
  }
}
