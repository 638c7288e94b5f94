package dev.blackstart.rehearsal.node.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A machine before anything is installed on it.
 *
 * @param uuid of the SMBIOS
 * @param memoryMib of one module; there are two
 */
public record Hardware(
    String uuid,
    String manufacturer,
    String product,
    String serial,
    String processor,
    int cores,
    int threads,
    int memoryMib,
    List<Disk> disks,
    List<Link> links) {
  public Hardware {
    disks = List.copyOf(disks);
    links = List.copyOf(links);
  }

  /**
   * A small PC: a SATA solid-state disk to install on, an NVMe disk for storage, one network card.
   *
   * @param identity the same identity gives the same machine
   */
  public static Hardware of(String identity) {
    Digits digits = new Digits(identity);
    String serial = digits.upper("serial", 8);
    String ssd = "S3Z9NB0K" + digits.upper("ssd", 6);
    String nvme = "TPBF2310180" + digits.upper("nvme", 6);
    List<Disk> disks =
        List.of(
            new Disk(
                "nvme0n1",
                512_110_190_592L,
                "TEAM TM8FP6512G",
                nvme,
                "eui.0025385" + digits.hex("eui", 9),
                "nvme",
                false,
                false,
                "/pci0000:00/0000:00:1d.0/0000:03:00.0/nvme",
                "",
                List.of("/dev/disk/by-id/nvme-TEAM_TM8FP6512G_" + nvme)),
            new Disk(
                "sda",
                500_107_862_016L,
                "Samsung SSD 860",
                ssd,
                "naa.5002538e" + digits.hex("naa", 8),
                "sata",
                false,
                false,
                "/pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0",
                "scsi:t-0x00",
                List.of("/dev/disk/by-id/ata-Samsung_SSD_860_EVO_500GB_" + ssd)));
    List<Link> links =
        List.of(
            new Link(
                "enp0s31f6",
                2,
                "00:23:24:" + digits.octets("mac", 3),
                "e1000e",
                "0000:00:1f.6",
                1000));
    return new Hardware(
        digits.uuid("uuid"),
        "LENOVO",
        "10T8S0U700",
        "MJ" + serial,
        "Intel(R) Core(TM) i5-8500T CPU @ 2.10GHz",
        6,
        6,
        16384,
        disks,
        links);
  }

  /** The same machine with other disks. */
  public Hardware with(List<Disk> others) {
    return new Hardware(
        uuid, manufacturer, product, serial, processor, cores, threads, memoryMib, others, links);
  }

  /**
   * The same machine with a disk that bears this; its SATA disk becomes it when none does.
   *
   * @param nameplate {@code path}, {@code serial}, {@code wwid}, {@code model}; others say nothing
   */
  public Hardware bearing(Map<String, String> nameplate) {
    if (disks.stream().anyMatch(disk -> disk.bears(nameplate))) {
      return this;
    }
    List<Disk> others = new ArrayList<>(disks);
    others.set(others.size() - 1, others.getLast().bearing(nameplate));
    return with(others);
  }

  /** The same machine with a network card of this address, as the repository names it. */
  public Hardware withMac(String mac) {
    List<Link> renamed = new ArrayList<>(links);
    Link first = links.getFirst();
    renamed.set(
        0,
        new Link(
            first.name(), first.index(), mac, first.driver(), first.busPath(), first.megabits()));
    return new Hardware(
        uuid, manufacturer, product, serial, processor, cores, threads, memoryMib, disks, renamed);
  }

  /**
   * Whether it has this disk, or a disk this could be a partition of.
   *
   * @param device without {@code /dev/}
   */
  public boolean has(String device) {
    return disks.stream().anyMatch(disk -> disk.name().equals(device) || disk.hasPart(device));
  }

  /** Names of its disks, such as {@code nvme0n1, sda}. */
  public String diskNames() {
    return String.join(", ", disks.stream().map(Disk::name).toList());
  }

  /** Both modules together, in KiB. */
  public long memoryKib() {
    return 2L * memoryMib * 1024;
  }
}
