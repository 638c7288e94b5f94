package dev.blackstart.talos;

import dev.blackstart.world.Machines.Disk;
import java.util.List;
import java.util.Optional;

/**
 * A machine a scan met.
 *
 * @param fingerprint of its maintenance certificate
 * @param talos its version, such as {@code v1.12.11}
 * @param uuid of the machine, as its firmware tells
 * @param product manufacturer and product
 * @param links physical ones
 * @param disks that can be written to, by path
 * @param note why it told no more, or empty
 */
public record FoundMachine(
    String address,
    State state,
    Optional<String> fingerprint,
    Optional<String> talos,
    Optional<String> uuid,
    String product,
    List<Link> links,
    List<Disk> disks,
    String note) {

  /** What it waits for. */
  public enum State {
    /** For a machine config. */
    MAINTENANCE,
    /** For nothing: it has one. */
    CONFIGURED
  }

  /**
   * A link of the machine.
   *
   * @param name absent while it has no address
   * @param addresses with their prefix lengths
   */
  public record Link(Optional<String> name, String mac, boolean up, List<String> addresses) {}

  static FoundMachine configured(String address) {
    return new FoundMachine(
        address,
        State.CONFIGURED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        List.of(),
        List.of(),
        "has a machine config already");
  }

  static FoundMachine silent(String address, String fingerprint, String why) {
    return new FoundMachine(
        address,
        State.MAINTENANCE,
        Optional.of(fingerprint),
        Optional.empty(),
        Optional.empty(),
        "",
        List.of(),
        List.of(),
        why);
  }

  /** The link that has the address it was found at; else its only one that is up. */
  public Optional<Link> link() {
    Optional<Link> own =
        links.stream()
            .filter(
                link -> link.addresses().stream().anyMatch(each -> each.startsWith(address + "/")))
            .findFirst();
    List<Link> up = links.stream().filter(Link::up).toList();
    return own.or(() -> up.size() == 1 ? Optional.of(up.getFirst()) : Optional.empty());
  }
}
