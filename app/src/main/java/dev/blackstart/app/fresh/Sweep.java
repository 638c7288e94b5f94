package dev.blackstart.app.fresh;

import dev.blackstart.app.Refusal;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.repository.fresh.Cidr;
import dev.blackstart.run.Fanout;
import dev.blackstart.talos.Dialer;
import dev.blackstart.talos.MachineScan;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A scan of a network for machines in maintenance mode. */
public final class Sweep {
  private final Dialer dialer;
  private final Duration deadline;

  /**
   * @param deadline of a whole scan, wall time
   */
  public Sweep(Dialer dialer, Duration deadline) {
    this.dialer = dialer;
    this.deadline = deadline;
  }

  /**
   * Who answers there.
   *
   * @throws Refusal 2 when it is no network, or one of too many addresses
   */
  public MachineScan.Outcome of(String network) throws InterruptedException {
    List<String> addresses = addresses(network);
    try (Fanout fanout = new Fanout()) {
      return new MachineScan(dialer, new SystemTimeSource()).scan(addresses, deadline, fanout);
    }
  }

  private static List<String> addresses(String network) {
    Cidr net =
        Cidr.of(network.contains("/") ? network : network + "/32")
            .orElseThrow(
                () ->
                    new Refusal(
                        2, "--scan " + network + " is no network", "write it as 10.0.0.0/24"));
    if (net.size().compareTo(BigInteger.valueOf(MachineScan.MOST)) > 0) {
      throw new Refusal(
          2,
          "--scan " + network + " has more than " + MachineScan.MOST + " addresses",
          "scan a smaller network, a part at a time: a /20 is the largest of IPv4");
    }
    int size = net.size().intValueExact();
    boolean ends = net.first() instanceof Inet4Address && size > 2;
    List<String> addresses = new ArrayList<>();
    for (int i = ends ? 1 : 0; i < (ends ? size - 1 : size); i++) {
      addresses.add(net.at(i).getHostAddress());
    }
    return addresses;
  }
}
