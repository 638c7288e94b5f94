package dev.blackstart.app.fresh;

import dev.blackstart.app.plain.Harmless;
import dev.blackstart.app.plain.Table;
import dev.blackstart.talos.FoundMachine;
import dev.blackstart.world.Machines.Disk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Machines a scan met, as lines and as JSON. */
public final class ScanText {
  private static final int WIDEST = 48;
  private static final double GIGABYTE = 1e9;

  private final List<FoundMachine> machines;

  public ScanText(List<FoundMachine> machines) {
    this.machines = machines;
  }

  /** A table, numbered; below it the disks of each machine. */
  public List<String> lines() {
    if (machines.isEmpty()) {
      return List.of("no machine answers there");
    }
    Table table =
        new Table("#", "ADDRESS", "STATE", "TALOS", "MAC", "UUID", "FINGERPRINT", "PRODUCT");
    for (FoundMachine machine : machines) {
      table.row(
          String.valueOf(machines.indexOf(machine) + 1),
          machine.address(),
          word(machine.state()),
          machine.talos().orElse("-"),
          machine.link().map(FoundMachine.Link::mac).orElse("-"),
          machine.uuid().orElse("-"),
          machine.fingerprint().orElse("-"),
          machine.note().isEmpty() ? machine.product() : machine.note());
    }
    List<String> lines = new ArrayList<>(table.lines(WIDEST));
    for (FoundMachine machine : machines) {
      machine.disks().forEach(disk -> lines.add("  " + machine.address() + "  " + disk(disk)));
    }
    return lines.stream().map(line -> Harmless.text(line, false)).toList();
  }

  /** A disk in a line. */
  static String disk(Disk disk) {
    List<String> parts =
        new ArrayList<>(
            List.of(
                disk.path(),
                String.format(Locale.ROOT, "%.0f GB", disk.size() / GIGABYTE),
                disk.transport(),
                disk.rotational() ? "spinning" : "",
                disk.model()));
    parts.add(disk.serial().isEmpty() ? "" : "serial " + disk.serial());
    parts.add(disk.serial().isEmpty() && !disk.wwid().isEmpty() ? "wwid " + disk.wwid() : "");
    return Harmless.text(
        parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("  ")), false);
  }

  /** As JSON has them. */
  public List<Map<String, Object>> json() {
    return machines.stream().map(ScanText::json).toList();
  }

  private static Map<String, Object> json(FoundMachine machine) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("address", machine.address());
    one.put("state", word(machine.state()));
    machine.talos().ifPresent(version -> one.put("talos", version));
    machine.fingerprint().ifPresent(fingerprint -> one.put("fingerprint", fingerprint));
    machine.uuid().ifPresent(uuid -> one.put("uuid", uuid));
    one.put("product", machine.product());
    machine.link().ifPresent(link -> one.put("mac", link.mac()));
    one.put("links", machine.links().stream().map(ScanText::json).toList());
    one.put("disks", machine.disks().stream().map(ScanText::json).toList());
    one.put("note", machine.note());
    return one;
  }

  private static Map<String, Object> json(FoundMachine.Link link) {
    Map<String, Object> one = new LinkedHashMap<>();
    link.name().ifPresent(name -> one.put("name", name));
    one.put("mac", link.mac());
    one.put("up", link.up());
    one.put("addresses", link.addresses());
    return one;
  }

  private static Map<String, Object> json(Disk disk) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("path", disk.path());
    one.put("size", disk.size());
    one.put("model", disk.model());
    one.put("serial", disk.serial());
    one.put("wwid", disk.wwid());
    one.put("transport", disk.transport());
    one.put("rotational", disk.rotational());
    return one;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
