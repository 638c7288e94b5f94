package dev.blackstart.talos;

import dev.blackstart.cluster.Node;
import dev.blackstart.machineconfig.pki.Certificates;
import dev.blackstart.world.Failure;
import dev.blackstart.world.TalosCredentials;
import dev.blackstart.world.TimeSource;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/** Follows one node through its life: looks who answers, stays with it while it does. */
final class NodeWatcher implements Runnable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private final Node node;
  private final InetSocketAddress place;
  private final Probe probe;
  private final Supplier<TalosCredentials> credentials;
  private final TimeSource time;
  private final Duration longestPause;
  private final NodeKnowledge knowledge;
  private volatile Session session;
  private volatile Supplier<ManagedChannel> dialling;
  private volatile String spent = "";
  private volatile X509Certificate offered;

  /**
   * @param credentials asked for when a configured node is met
   * @param longestPause wall time between two looks at a node that does not answer
   */
  NodeWatcher(
      Node node,
      InetSocketAddress place,
      Supplier<TalosCredentials> credentials,
      TimeSource time,
      Duration longestPause,
      NodeKnowledge knowledge) {
    this.node = node;
    this.place = place;
    this.probe = new Probe(place);
    this.credentials = credentials;
    this.time = time;
    this.longestPause = longestPause;
    this.knowledge = knowledge;
  }

  NodeKnowledge knowledge() {
    return knowledge;
  }

  Node node() {
    return node;
  }

  InetSocketAddress place() {
    return place;
  }

  /** The channel to the node as it is now; empty while it does not answer. */
  Optional<ManagedChannel> channel() {
    return Optional.ofNullable(session).map(Session::channel);
  }

  /**
   * A connection of its own to the node as it is now, for what may last longer than a session; the
   * caller closes it. Empty while the node does not answer.
   */
  Optional<ManagedChannel> another() {
    Supplier<ManagedChannel> dial = dialling;
    return session == null || dial == null ? Optional.empty() : Optional.of(dial.get());
  }

  /** The certificate it offered in maintenance last. */
  Optional<X509Certificate> offered() {
    return Optional.ofNullable(offered);
  }

  /** The machine that offered this fingerprint took a config and is about to go. */
  void tookConfig(String fingerprint) {
    spent = fingerprint;
    if (session instanceof MaintenanceSession maintenance) {
      maintenance.leave();
    }
  }

  @Override
  public void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        boolean stayed = visit(probe.look());
        pause = stayed ? FIRST_PAUSE : pause;
        time.pause(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(longestPause) > 0 ? longestPause : doubled;
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there was somebody to stay with. */
  private boolean visit(Sighting sighting) throws InterruptedException {
    return switch (sighting) {
      case Sighting.Silent silent -> {
        knowledge.silent(
            spent.isEmpty() ? silent.reason() : "installing or rebooting: " + silent.reason());
        yield false;
      }
      case Sighting.Maintenance maintenance -> {
        offered = maintenance.leaf();
        yield stay(maintenance(maintenance.fingerprint()));
      }
      case Sighting.Configured configured -> configured(configured);
    };
  }

  private Session maintenance(String fingerprint) {
    PinnedTrust trust = new PinnedTrust(Optional.of(fingerprint));
    dialling = () -> Channels.maintenance(node.address(), place, trust);
    return new MaintenanceSession(
        dialling.get(), knowledge, fingerprint, spent.equals(fingerprint));
  }

  private boolean configured(Sighting.Configured sighting) throws InterruptedException {
    TalosCredentials ours;
    try {
      ours = credentials.get();
    } catch (Failure none) {
      knowledge.silent("configured, but our credentials are not to be had: " + none.what());
      return false;
    }
    X509Certificate authority = Certificates.read(ours.ca());
    if (!sighting.issuedBy(authority)) {
      knowledge.foreign(
          "its certificate was issued by another cluster's CA, key "
              + Certificates.issuerKey(sighting.leaf()).orElse("unknown")
              + "; ours is "
              + Certificates.ownKey(authority).orElse("unknown"));
      return false;
    }
    dialling = () -> Channels.configured(node.address(), place, ours);
    return stay(new ConfiguredSession(dialling.get(), knowledge));
  }

  private boolean stay(Session visited) throws InterruptedException {
    try (visited) {
      session = visited;
      visited.open();
      visited.awaitEnd();
      return true;
    } catch (StatusRuntimeException refused) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      notLetIn(visited, refused);
      return false;
    } finally {
      session = null;
    }
  }

  /** With TLS 1.3 a refused client certificate shows only now, as an alert. */
  private void notLetIn(Session visited, StatusRuntimeException refused) {
    Optional<SSLException> tls = tlsFailure(refused);
    boolean ourCertificate =
        visited instanceof ConfiguredSession
            && tls.map(SSLException::getMessage)
                .filter(text -> text != null && text.contains("Received fatal alert"))
                .isPresent();
    if (ourCertificate) {
      knowledge.foreign("it does not accept our certificate: " + tls.get().getMessage());
    } else {
      knowledge.silent(
          tls.map(failure -> "TLS: " + failure.getMessage())
              .orElse(Refusals.words(refused.getStatus())));
    }
  }

  private static Optional<SSLException> tlsFailure(StatusRuntimeException refused) {
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException tls) {
        return Optional.of(tls);
      }
    }
    return Optional.empty();
  }
}
