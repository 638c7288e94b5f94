package dev.blackstart.rehearsal.node.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

  /** Whether all of this is to be read on it. */
  boolean bears(Map<String, String> nameplate) {
    String path = nameplate.getOrDefault("path", path());
    return (path.equals(path()) || symlinks.contains(path))
        && nameplate.getOrDefault("serial", serial).equals(serial)
        && nameplate.getOrDefault("wwid", wwid).equals(wwid)
        && nameplate.getOrDefault("model", model).equals(model);
  }

  /** The same with this to be read on it. */
  Disk bearing(Map<String, String> nameplate) {
    String path = nameplate.getOrDefault("path", path());
    boolean plain = path.matches("/dev/[a-z0-9]+");
    List<String> links = new ArrayList<>(symlinks);
    if (!plain) {
      links.add(path);
    }
    return new Disk(
        plain ? path.substring("/dev/".length()) : name,
        size,
        nameplate.getOrDefault("model", model),
        nameplate.getOrDefault("serial", serial),
        nameplate.getOrDefault("wwid", wwid),
        transport,
        rotational,
        readOnly,
        busPath,
        modalias,
        links);
  }

  /** The kernel's subsystem. */
  public String subsystem() {
    return "/sys/class/block";
  }

  /** The size as Talos prints it, decimal: {@code 500 GB}. */
  public String prettySize() {
    return prettySize(size);
  }

  /** Path of a partition of it, from 1. */
  public String partition(int index) {
    return "/dev/" + stem() + index;
  }

  /** Whether a device, named without {@code /dev/}, is a partition of it. */
  public boolean hasPart(String device) {
    return device.startsWith(stem()) && device.substring(stem().length()).matches("\\d+");
  }

  /** What the number of a partition follows. */
  private String stem() {
    return name + (Character.isDigit(name.charAt(name.length() - 1)) ? "p" : "");
  }

  /** Bytes as Talos prints them. */
  public static String prettySize(long size) {
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
