package dev.blackstart.machineconfig.value;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What may be named in each sort of expression (facts of pkg/machinery/cel/celenv and
 * api/resource/definitions at v1.12.11).
 */
final class CelNames {
  private static final String DISK =
      "disk.size:uint disk.io_size:uint disk.sector_size:uint disk.readonly:bool disk.model:string"
          + " disk.serial:string disk.modalias:string disk.wwid:string disk.bus_path:string"
          + " disk.sub_system:string disk.transport:string disk.rotational:bool disk.cdrom:bool"
          + " disk.dev_path:string disk.pretty_size:string disk.secondary_disks:list"
          + " disk.uuid:string disk.symlinks:list";
  private static final String VOLUME =
      "volume.size:uint volume.sector_size:uint volume.io_size:uint volume.name:string"
          + " volume.uuid:string volume.label:string volume.block_size:uint"
          + " volume.filesystem_block_size:uint volume.probed_size:uint"
          + " volume.partition_uuid:string volume.partition_type:string"
          + " volume.partition_label:string volume.partition_index:uint volume.type:string"
          + " volume.device_path:string volume.parent:string volume.dev_path:string"
          + " volume.parent_dev_path:string volume.pretty_size:string volume.offset:uint";
  private static final String LINK =
      "link.index:uint link.type:int link.link_index:uint link.flags:uint"
          + " link.hardware_addr:bytes link.broadcast_addr:bytes link.mtu:uint"
          + " link.queue_disc:string link.master_index:uint link.operational_state:int"
          + " link.kind:string link.slave_kind:string link.bus_path:string link.pciid:string"
          + " link.driver:string link.driver_version:string link.firmware_version:string"
          + " link.product_id:string link.vendor_id:string link.product:string link.vendor:string"
          + " link.link_state:bool link.speed_megabits:int link.port:int link.duplex:int"
          + " link.vlan:any link.bridge_master:any link.bond_master:any link.wireguard:any"
          + " link.permanent_addr:bytes link.alias:string link.alt_names:list";
  private static final String UNITS =
      " KiB:uint MiB:uint GiB:uint TiB:uint PiB:uint EiB:uint kB:uint MB:uint GB:uint TB:uint"
          + " PB:uint EB:uint";
  private static final String CLASSES =
      " Besteffort:int Burstable:int Guaranteed:int Podruntime:int System:int";
  private static final List<String> SPANS = List.of("avg10", "avg60", "avg300", "total");

  private final Map<String, CelType> names = new HashMap<>();

  private CelNames(String text) {
    for (String word : text.strip().split(" +", -1)) {
      String[] parts = word.split(":", 2);
      names.put(parts[0], CelType.valueOf(parts[1].toUpperCase(Locale.ROOT)));
    }
  }

  /** The names of a sort of expression: disk, volume, link, trigger or rank. */
  static CelNames of(String sort) {
    return switch (sort) {
      case "disk" -> new CelNames(DISK + " system_disk:bool" + UNITS);
      case "volume" -> new CelNames(VOLUME + " " + DISK + UNITS);
      case "link" -> new CelNames(LINK);
      case "trigger" -> new CelNames(pressure() + UNITS + CLASSES);
      default ->
          new CelNames(
              "memory_max:any memory_current:any memory_peak:any path:string class:int"
                  + UNITS
                  + CLASSES);
    };
  }

  private static String pressure() {
    StringBuilder all = new StringBuilder("time_since_trigger:duration");
    for (String delta : List.of("", "d_")) {
      for (String kind : List.of("some", "full")) {
        for (String span : SPANS) {
          all.append(" ").append(delta).append("memory_" + kind + "_" + span + ":double");
          all.append(" ").append(delta).append("qos_memory_" + kind + "_" + span + ":map");
        }
      }
      for (String kind : List.of("current", "peak", "max")) {
        all.append(" ").append(delta).append("qos_memory_" + kind + ":map");
      }
    }
    return all.toString();
  }

  /** The type of a name, or of a field of one. */
  Optional<CelType> type(String name) {
    return Optional.ofNullable(names.get(name));
  }

  /** Whether it is a structure, whose fields have types. */
  boolean isStructure(String name) {
    return names.keySet().stream().anyMatch(each -> each.startsWith(name + "."));
  }

  /** Whether a function is there: glob where disks and links are chosen, mac for links. */
  boolean hasGlob() {
    return names.containsKey("system_disk") || isStructure("link");
  }
}
