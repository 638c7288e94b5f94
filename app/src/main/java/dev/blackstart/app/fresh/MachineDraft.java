package dev.blackstart.app.fresh;

import dev.blackstart.app.Refusal;
import dev.blackstart.cluster.Role;
import dev.blackstart.repository.fresh.InstallDisk;
import dev.blackstart.repository.fresh.NewMachine;
import dev.blackstart.repository.source.IpAddress;
import dev.blackstart.talos.FoundMachine;
import dev.blackstart.world.Machines.Disk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A machine from what was said of it and what it told itself. */
final class MachineDraft {
  private static final Set<String> KEYS =
      Set.of("name", "disk", "serial", "wwid", "model", "mac", "fingerprint");
  private static final String FORM =
      "ADDRESS[,name=N][,disk=/dev/X|,serial=S|,wwid=W|,model=M][,mac=M][,fingerprint=F]";

  /** Talos wants more, an installation medium has less. */
  private static final long SMALLEST = 8L << 30;

  private final Wish wish;
  private final String text;
  private final String address;
  private final Map<String, String> said = new LinkedHashMap<>();
  private final Optional<FoundMachine> found;

  private MachineDraft(Wish wish, String text, List<FoundMachine> all) {
    this.wish = wish;
    this.text = text;
    String[] parts = text.split(",", -1);
    this.address = parts[0].strip();
    if (!IpAddress.matches(address)) {
      throw Wishes.wrong(wish, text, FORM);
    }
    for (int i = 1; i < parts.length; i++) {
      int equal = parts[i].indexOf('=');
      String key = equal < 0 ? "" : parts[i].substring(0, equal).strip();
      if (!KEYS.contains(key) || equal == parts[i].length() - 1) {
        throw Wishes.wrong(wish, text, FORM);
      }
      said.put(key, parts[i].substring(equal + 1).strip());
    }
    this.found = all.stream().filter(each -> each.address().equals(address)).findFirst();
  }

  /**
   * The machine.
   *
   * @param otherwise its name, unless another was said
   */
  static NewMachine of(
      Wish wish, String text, Role role, String otherwise, List<FoundMachine> found) {
    return new MachineDraft(wish, text, found).machine(role, otherwise);
  }

  private NewMachine machine(Role role, String otherwise) {
    String name = said.getOrDefault("name", otherwise);
    if (!name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
      throw Wishes.wrong(wish, text, "a host name of letters, digits and dashes");
    }
    Optional<String> mac =
        Optional.ofNullable(said.get("mac"))
            .map(each -> each.toLowerCase(Locale.ROOT).replace('-', ':'));
    if (mac.filter(each -> !each.matches("([0-9a-f]{2}:){5}[0-9a-f]{2}")).isPresent()) {
      throw Wishes.wrong(wish, text, "a MAC as 3c:ec:ef:40:01:0a");
    }
    Optional<String> fingerprint = Optional.ofNullable(said.get("fingerprint"));
    if (fingerprint.filter(each -> !each.matches("[A-Za-z0-9+/]{43}=")).isPresent()) {
      throw Wishes.wrong(wish, text, "the fingerprint as the machine's console shows it");
    }
    return new NewMachine(
        address,
        role,
        name,
        disk(),
        mac.or(() -> found.flatMap(FoundMachine::link).map(FoundMachine.Link::mac)),
        fingerprint.or(() -> found.flatMap(FoundMachine::fingerprint)));
  }

  private InstallDisk disk() {
    Optional<InstallDisk> own =
        said.containsKey("disk")
            ? Optional.of(
                InstallDisk.of(said.get("disk"))
                    .orElseThrow(() -> Wishes.wrong(wish, text, "a disk as /dev/X or serial=S")))
            : said.entrySet().stream()
                .flatMap(each -> InstallDisk.of(each.getKey() + "=" + each.getValue()).stream())
                .findFirst();
    if (own.isPresent() || found.isEmpty()) {
      return own.orElse(InstallDisk.DEFAULT);
    }
    List<Disk> candidates = candidates(found.get());
    if (candidates.size() == 1) {
      return named(candidates.getFirst(), found.get());
    }
    throw new Refusal(
        2,
        address + (candidates.isEmpty() ? " shows no disk" : " has more than one disk"),
        candidates.isEmpty()
            ? "say which one to install on: " + wish.option() + " " + address + ",disk=/dev/X"
            : "say which one: "
                + candidates.stream()
                    .map(disk -> wish.option() + " " + address + "," + option(disk, found.get()))
                    .collect(Collectors.joining(", or ")));
  }

  /** The disks Talos could be installed on. */
  static List<Disk> candidates(FoundMachine machine) {
    return machine.disks().stream()
        .filter(disk -> disk.size() >= SMALLEST && !disk.transport().equals("usb"))
        .toList();
  }

  /** What names a disk for good. */
  static InstallDisk named(Disk disk, FoundMachine machine) {
    boolean serial =
        isTelling(disk.serial())
            && machine.disks().stream().filter(o -> o.serial().equals(disk.serial())).count() == 1;
    boolean wwid =
        isTelling(disk.wwid())
            && machine.disks().stream().filter(o -> o.wwid().equals(disk.wwid())).count() == 1;
    return serial
        ? new InstallDisk("serial", disk.serial())
        : wwid ? new InstallDisk("wwid", disk.wwid()) : new InstallDisk("path", disk.path());
  }

  /** A comma would end it where it is said, and a sign would drive the terminal. */
  private static boolean isTelling(String text) {
    return text.matches("[A-Za-z0-9_.:-]{1,64}");
  }

  /** As an operator says it. */
  static String option(Disk disk, FoundMachine machine) {
    InstallDisk named = named(disk, machine);
    return named.key().equals("path") ? "disk=" + named.value() : named.toString();
  }
}
