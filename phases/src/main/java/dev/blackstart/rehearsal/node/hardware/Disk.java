package dev.blackstart.rehearsal.node.hardware;

import java.util.List;
import java.util.Locale;

/**
 * A block device (Talos 1.12 {@code DiskSpec}).
 *
 * @param name without {@code /dev/}
 * @param size bytes
 * @param transport {@code sata}, {@code nvme}, {@code usb}
 * @param busPath place on the buses
 * @param symlinks below {@code /dev/disk}
 */
public record Disk(
    String name,
    long size,
    String model,
    String serial,
    String wwid,
    String transport,
    boolean rotational,
    boolean readOnly,
    String busPath,
    String modalias,
    List<String> symlinks) {
  public Disk {
    symlinks = List.copyOf(symlinks);
  }

  public String path() {
    return "/dev/" + name;
  }

  /** The kernel's subsystem. */
  public String subsystem() {
    return "/sys/class/block";
  }

  /** The size as Talos prints it, decimal: {@code 500 GB}. */
  public String prettySize() {
    double value = size;
    String[] units = {"B", "kB", "MB", "GB", "TB", "PB"};
    int unit = 0;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    String digits = value < 10 && unit > 0 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, digits + " %s", value, units[unit]);
  }
}
