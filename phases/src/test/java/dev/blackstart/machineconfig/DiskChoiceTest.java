package dev.blackstart.machineconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.document.RefusedConfig;
import dev.blackstart.world.Machines.Disk;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The disk a config installs to, among those of a machine. */
class DiskChoiceTest {
  private static final Disk SSD =
      disk("/dev/sda", 500_107_862_016L, "Samsung SSD 870", "S5Y1", "sata", false);
  private static final Disk HDD =
      disk("/dev/sdb", 4_000_787_030_016L, "WDC WD40EFRX", "WD-1", "sata", true);
  private static final Disk NVME =
      disk("/dev/nvme0n1", 1_000_204_886_016L, "Samsung SSD 990", "S6Z2", "nvme", false);
  private static final Disk STICK =
      new Disk(
          "/dev/sdc",
          32_000_000_000L,
          "Cruzer",
          "4C53",
          "naa.1",
          "",
          "usb:v0781",
          "/pci0/usb1",
          "usb",
          false,
          false,
          false,
          List.of("/dev/disk/by-id/usb-SanDisk_Cruzer"));
  private static final Disk DRIVE =
      new Disk(
          "/dev/sr0",
          600_000_000L,
          "DVD",
          "",
          "",
          "",
          "",
          "",
          "sata",
          false,
          false,
          true,
          List.of());
  private static final Disk MAPPED = disk("/dev/dm-0", 500_107_862_016L, "", "", "", false);
  private static final Disk LOCKED =
      new Disk(
          "/dev/sdd",
          500_107_862_016L,
          "Samsung SSD 870",
          "S5Y9",
          "",
          "",
          "",
          "",
          "sata",
          false,
          true,
          false,
          List.of());
  private static final List<Disk> ALL = List.of(SSD, HDD, NVME, STICK, DRIVE, MAPPED, LOCKED);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model: 'Samsung*' | /dev/sda /dev/nvme0n1",
        "model: '*870' | /dev/sda",
        "model: '*SSD*' | /dev/sda /dev/nvme0n1",
        "model: 'samsung*' | ''",
        "model: 'Samsung SSD 87?' | ''",
        "model: '' | /dev/sda /dev/sdb /dev/nvme0n1 /dev/sdc",
        "serial: WD-1 | /dev/sdb",
        "wwid: 'naa.*' | /dev/sdc",
        "modalias: 'usb:*' | /dev/sdc",
        "busPath: '/pci0/*' | /dev/sdc",
        "uuid: abc | ''",
        "type: nvme | /dev/nvme0n1",
        "type: hdd | /dev/sdb",
        "type: ssd | /dev/sda /dev/nvme0n1 /dev/sdc",
        "type: sd | ''",
        "name: sda | ''",
        "size: 500107862016 | /dev/sda",
        "size: '== 500107862016B' | /dev/sda",
        "size: '>= 1TB' | /dev/sdb /dev/nvme0n1",
        "size: '>=1TiB' | /dev/sdb",
        "size: '< 500.2 GB' | /dev/sda /dev/sdc",
        "size: '<= 32g' | /dev/sdc",
        "size: '> 1,000GB' | /dev/sdb /dev/nvme0n1",
        "size: '>= 0.5tb' | /dev/sda /dev/sdb /dev/nvme0n1",
      })
  void aSelectorPicksWhatTalosWouldPick(String selector, String picked) {
    assertEquals(picked, paths("diskSelector: {" + selector + "}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"= 1TB", "about 1TB", "1XB", "> 1..5TB"})
  void aSizeThatIsNoneIsRefusedBeforeAnyDiskIsLookedAt(String size) {
    assertThrows(RefusedConfig.class, () -> paths("diskSelector: {size: '" + size + "'}"));
  }

  @Test
  void everyKeyOfASelectorMustMatch() {
    assertEquals("/dev/sda", paths("diskSelector: {model: 'Samsung*', size: '< 1TB'}"));
  }

  @Test
  void aPathIsAlsoFoundByItsOtherNames() {
    assertEquals("/dev/sdc", paths("disk: /dev/disk/by-id/usb-SanDisk_Cruzer"));
    assertEquals("/dev/sda", paths("disk: /dev/sda"));
    assertEquals("", paths("disk: /dev/vda"));
  }

  @Test
  void aSelectorIsStrongerThanAPath() {
    assertEquals("/dev/sdb", paths("disk: /dev/sda, diskSelector: {type: hdd}"));
  }

  private static String paths(String install) {
    String yaml = "machine: {install: {" + install + "}}\ncluster: {}\n";
    return String.join(
        " ",
        DiskChoice.of(MachineConfig.parse(yaml, "node.yaml"), "lab-1")
            .among(ALL)
            .matching()
            .stream()
            .map(Disk::path)
            .toList());
  }

  private static Disk disk(
      String path, long size, String model, String serial, String transport, boolean rotational) {
    return new Disk(
        path, size, model, serial, "", "", "", "", transport, rotational, false, false, List.of());
  }
}
