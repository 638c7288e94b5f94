package dev.blackstart.app.look;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.Failure;
import dev.blackstart.world.NodeDiagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * A node that tells what a test has it tell, and whose log is what a test writes into it; it can go
 * away in the middle of a stream.
 */
public final class PaperNode implements NodeDiagnostics {
  private static final String GONE = "it is gone";

  public final List<Service> services = new ArrayList<>();
  public final List<NodeEvent> events = new ArrayList<>();
  public final List<NodeDisk> disks = new ArrayList<>();
  public String config = "";
  private final List<String> log = new ArrayList<>();
  private final List<BlockingQueue<String>> followers = new ArrayList<>();
  private boolean gone;

  synchronized void write(String line) {
    log.add(line);
    followers.forEach(follower -> follower.add(line));
  }

  /** Cuts every stream; nobody is answered until it is back. */
  synchronized void leave() {
    gone = true;
    followers.forEach(follower -> follower.add(GONE));
    followers.clear();
  }

  synchronized void comeBack() {
    gone = false;
  }

  /** Forgets what was written, as a machine does that starts anew. */
  synchronized void forget() {
    log.clear();
  }

  @Override
  public void log(Node node, String service, int newest, boolean follow, Consumer<String> lines)
      throws InterruptedException {
    List<String> past;
    BlockingQueue<String> coming = new LinkedBlockingQueue<>();
    synchronized (this) {
      if (gone) {
        throw lost();
      }
      past =
          List.copyOf(newest < 0 ? log : log.subList(Math.max(0, log.size() - newest), log.size()));
      if (follow) {
        followers.add(coming);
      }
    }
    past.forEach(lines);
    while (follow) {
      String line = coming.take();
      if (line.equals(GONE)) {
        throw lost();
      }
      lines.accept(line);
    }
  }

  @Override
  public void kernelLog(Node node, boolean follow, Consumer<String> lines)
      throws InterruptedException {
    log(node, Topic.KERNEL, -1, follow, lines);
  }

  private static Failure lost() {
    return new Failure(Failure.Kind.UNREACHABLE, "cp-1 " + GONE, "wait for it");
  }

  @Override
  public List<Service> services(Node node) {
    return services;
  }

  @Override
  public List<NodeEvent> events(Node node, int newest) {
    return events;
  }

  @Override
  public void followEvents(Node node, int newest, Consumer<NodeEvent> events) {}

  @Override
  public String machineConfig(Node node) {
    return config;
  }

  @Override
  public List<NodeDisk> disks(Node node) {
    return disks;
  }

  @Override
  public List<String> logs(Node node) {
    return List.of();
  }

  @Override
  public void close() {}
}
