package dev.blackstart.rehearsal.node;

import dev.blackstart.machineconfig.pki.Certificates;
import dev.blackstart.machineconfig.pki.IssuedCertificate;
import dev.blackstart.rehearsal.node.wire.CallLog;
import dev.blackstart.rehearsal.node.wire.NodeServer.Tls;
import dev.blackstart.rehearsal.node.wire.Served;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a machine serves on its API port: nothing, the maintenance service or apid. Changes only
 * within a turn.
 */
final class ApiFront {
  private final SimulatedNode node;
  private final Machinery machinery;
  private final ApiPort port;
  private final NodeCertificates certificates;
  private final CountDownLatch listening = new CountDownLatch(1);
  private Optional<IssuedCertificate> maintenance = Optional.empty();
  private Optional<Served> apid = Optional.empty();

  ApiFront(SimulatedNode node, InetSocketAddress place, Machinery machinery) {
    this.node = node;
    this.machinery = machinery;
    this.port = new ApiPort(place, machinery.agenda());
    this.certificates = new NodeCertificates(node, machinery);
  }

  InetSocketAddress place() {
    return port.place();
  }

  void openMaintenance() {
    Boot life = node.boot().orElseThrow();
    IssuedCertificate leaf = certificates.issueForMaintenance();
    port.serve(
        () -> Tls.open(leaf.certificate(), leaf.key()),
        Served.inMaintenance(Apis.inMaintenance(life)),
        () -> inThis(life, () -> maintenance = Optional.of(leaf)));
  }

  void openApid(Runnable opened) {
    Boot life = node.boot().orElseThrow();
    CallLog log =
        new CallLog(
            machinery.agenda()::wall,
            line -> life.log("apid", machinery.agenda().wall() + " " + line));
    Served served = Served.configured(Apis.configured(life), new Neighbours(node, machinery), log);
    port.serve(
        certificates.apidTls(life),
        served,
        () ->
            inThis(
                life,
                () -> {
                  apid = Optional.of(served);
                  opened.run();
                }));
  }

  /** The port refuses from now on; calls under way get a moment to end. */
  void drain() {
    forget();
    port.drain();
  }

  /** The port refuses from now on and every connection is cut. */
  void close() {
    forget();
    port.close();
  }

  /** Of the certificate served in maintenance, while it is. */
  Optional<String> fingerprint() {
    return maintenance.map(leaf -> Certificates.fingerprint(leaf.certificate().getPublicKey()));
  }

  /** What other nodes' apid reaches here. */
  Optional<Served> apid() {
    return apid;
  }

  /** What apid's certificate still waits for. */
  Optional<String> missingCertificate() {
    return node.boot().flatMap(certificates::missing);
  }

  /** Returns when the port has been open for the first time; outside of any turn. */
  void awaitListening() throws InterruptedException {
    if (!listening.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException(node.address() + " does not listen at " + place());
    }
  }

  /** Returns when everything asked of the port is done; outside of any turn. */
  void awaitPort() throws InterruptedException {
    port.await();
  }

  private void forget() {
    maintenance = Optional.empty();
    apid = Optional.empty();
  }

  /** The port is open: what follows happens if the machine still lives this life. */
  private void inThis(Boot life, Runnable act) {
    machinery
        .turn()
        .take(
            () -> {
              if (node.boot().filter(life::equals).isPresent()) {
                act.run();
                machinery.turn().touched(node);
                listening.countDown();
              }
            });
  }
}
