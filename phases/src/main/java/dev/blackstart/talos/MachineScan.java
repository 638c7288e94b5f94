package dev.blackstart.talos;

import com.google.protobuf.ByteString;
import dev.blackstart.machineconfig.pki.LenientCertificateFactory;
import dev.blackstart.run.Fanout;
import dev.blackstart.talos.FoundMachine.Link;
import dev.blackstart.world.Machines.Disk;
import dev.blackstart.world.TimeSource;
import dev.talos.api.resource.definitions.hardware.SystemInformationSpec;
import dev.talos.api.resource.definitions.network.AddressStatusSpec;
import dev.talos.api.resource.definitions.network.LinkStatusSpec;
import dev.talos.api.resource.definitions.runtime.VersionSpec;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks for machines at many addresses: who answers in maintenance tells what it is made of.
 * Bounded in width and time; what a machine says is cut.
 */
public final class MachineScan {
  /** As many as one scan may ask. */
  public static final int MOST = 4096;

  private static final int WIDTH = 128;
  private static final Duration CALL = Duration.ofSeconds(5);
  private static final int LONGEST = 128;
  private static final int MOST_OF_A_KIND = 64;

  private static final Cosi.Kind<SystemInformationSpec> SYSTEM =
      new Cosi.Kind<>(
          "hardware", "SystemInformations.hardware.talos.dev", SystemInformationSpec.parser());
  private static final Cosi.Kind<LinkStatusSpec> LINKS =
      new Cosi.Kind<>("network", "LinkStatuses.net.talos.dev", LinkStatusSpec.parser());
  private static final Cosi.Kind<AddressStatusSpec> ADDRESSES =
      new Cosi.Kind<>("network", "AddressStatuses.net.talos.dev", AddressStatusSpec.parser());

  private final Dialer dialer;
  private final TimeSource time;

  public MachineScan(Dialer dialer, TimeSource time) {
    LenientCertificateFactory.install();
    this.dialer = dialer;
    this.time = time;
  }

  /**
   * What came of a scan.
   *
   * @param machines who answered, in the order of the addresses
   * @param unasked addresses whose turn did not come in time
   */
  public record Outcome(List<FoundMachine> machines, int unasked) {}

  /**
   * Asks every address, once.
   *
   * @param addresses at most {@link #MOST}
   * @param deadline after which none is asked any more, wall time
   */
  public Outcome scan(List<String> addresses, Duration deadline, Fanout fanout)
      throws InterruptedException {
    if (addresses.size() > MOST) {
      throw new IllegalArgumentException(addresses.size() + " addresses, at most " + MOST);
    }
    long end = time.wallNanos() + deadline.toNanos();
    AtomicInteger unasked = new AtomicInteger();
    List<Optional<FoundMachine>> found =
        fanout.each(
            addresses,
            WIDTH,
            address -> {
              if (time.wallNanos() - end > 0) {
                unasked.incrementAndGet();
                return Optional.empty();
              }
              return look(address);
            });
    return new Outcome(found.stream().flatMap(Optional::stream).toList(), unasked.get());
  }

  private Optional<FoundMachine> look(String address) {
    return switch (new Probe(dialer.at(address, Channels.API_PORT)).look()) {
      case Sighting.Silent silent -> Optional.empty();
      case Sighting.Configured configured -> Optional.of(FoundMachine.configured(address));
      case Sighting.Maintenance maintenance -> Optional.of(ask(address, maintenance.fingerprint()));
    };
  }

  private FoundMachine ask(String address, String fingerprint) {
    ManagedChannel channel =
        Channels.maintenance(
            address,
            dialer.at(address, Channels.API_PORT),
            new PinnedTrust(Optional.of(fingerprint)));
    try (TimeSource.Work work = time.working("talos look " + address)) {
      return described(address, fingerprint, new Cosi(channel, CALL));
    } catch (StatusRuntimeException silent) {
      return FoundMachine.silent(address, fingerprint, cut(Refusals.words(silent.getStatus())));
    } finally {
      channel.shutdownNow();
    }
  }

  private static FoundMachine described(String address, String fingerprint, Cosi cosi) {
    Optional<SystemInformationSpec> system = cosi.get(SYSTEM, "systeminformation");
    List<Link> links = new ArrayList<>();
    List<AddressStatusSpec> own = cosi.list(ADDRESSES);
    cosi.list(LINKS).stream()
        .filter(link -> link.getTypeValue() == 1 && link.getKind().isEmpty())
        .sorted(Comparator.comparingInt(LinkStatusSpec::getIndex))
        .limit(MOST_OF_A_KIND)
        .forEach(link -> links.add(link(link, own)));
    return new FoundMachine(
        address,
        FoundMachine.State.MAINTENANCE,
        Optional.of(fingerprint),
        cosi.get(Resources.VERSION, "version").map(VersionSpec::getVersion).map(MachineScan::cut),
        system.map(SystemInformationSpec::getUuid).map(MachineScan::cut),
        system
            .map(spec -> (spec.getManufacturer() + " " + spec.getProductName()).strip())
            .map(MachineScan::cut)
            .orElse(""),
        links,
        cosi.list(Resources.DISKS).stream()
            .limit(MOST_OF_A_KIND)
            .map(Resources::disk)
            .map(MachineScan::cut)
            .filter(disk -> !disk.cdrom() && !disk.readOnly())
            .sorted(Comparator.comparing(disk -> disk.path()))
            .toList(),
        "");
  }

  private static Link link(LinkStatusSpec link, List<AddressStatusSpec> addresses) {
    List<AddressStatusSpec> own =
        addresses.stream().filter(each -> each.getLinkIndex() == link.getIndex()).toList();
    return new Link(
        own.stream().map(AddressStatusSpec::getLinkName).findFirst().map(MachineScan::cut),
        HexFormat.ofDelimiter(":").formatHex(bytes(link.getHardwareAddr(), 6)),
        link.getLinkState(),
        own.stream().limit(MOST_OF_A_KIND).flatMap(each -> prefix(each).stream()).toList());
  }

  private static Optional<String> prefix(AddressStatusSpec status) {
    try {
      return Optional.of(
          InetAddress.getByAddress(status.getAddress().getIp().toByteArray()).getHostAddress()
              + "/"
              + status.getAddress().getPrefixLength());
    } catch (UnknownHostException noAddress) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(ByteString bytes, int most) {
    return bytes.substring(0, Math.min(most, bytes.size())).toByteArray();
  }

  private static Disk cut(Disk disk) {
    return new Disk(
        cut(disk.path()),
        disk.size(),
        cut(disk.model()),
        cut(disk.serial()),
        cut(disk.wwid()),
        cut(disk.uuid()),
        cut(disk.modalias()),
        cut(disk.busPath()),
        cut(disk.transport()),
        disk.rotational(),
        disk.readOnly(),
        disk.cdrom(),
        List.of());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
