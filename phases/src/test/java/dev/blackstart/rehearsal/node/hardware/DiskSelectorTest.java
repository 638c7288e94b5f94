package dev.blackstart.rehearsal.node.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.template.yaml.Yaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiskSelectorTest {
  private final List<Disk> disks = Hardware.of("10.25.11.11").disks();

  @Test
  void modelsAreGlobPatterns() {
    assertEquals(List.of("sda"), matching("model: Samsung SSD 860"));
    assertEquals(List.of("sda"), matching("model: Samsung SSD 860*"));
    assertEquals(List.of("sda"), matching("model: S?msung*"));
    assertEquals(List.of(), matching("model: Samsung"));
    assertEquals(List.of("nvme0n1"), matching("model: TEAM*"));
  }

  @Test
  void sizesAreCompared() {
    assertEquals(List.of("nvme0n1"), matching("size: '>= 512GB'"));
    assertEquals(List.of("sda"), matching("size: <= 501GB"));
    assertEquals(List.of(), matching("size: '< 1GiB'"));
    assertEquals(List.of("nvme0n1", "sda"), matching("size: '> 400 GiB'"));
  }

  @Test
  void everyKeyMustMatchAndASolidStateDiskIsWhatDoesNotSpin() {
    assertEquals(List.of("nvme0n1", "sda"), matching("type: ssd"));
    assertEquals(List.of("nvme0n1"), matching("type: nvme"));
    assertEquals(List.of(), matching("type: hdd"));
    assertEquals(List.of(), matching("type: nvme\nmodel: Samsung*"));
  }

  @Test
  void oneIdentityIsOneMachine() {
    assertEquals(Hardware.of("10.25.11.11"), Hardware.of("10.25.11.11"));
    assertEquals(6, Hardware.of("a").links().getFirst().macBytes().length);
  }

  @Test
  void aMachineIsGivenTheDiskItsConfigAsksForUnlessItHasIt() {
    Hardware plain = Hardware.of("10.25.11.11");
    Disk asked = plain.bearing(Map.of("serial", "FOO123", "model", "HGST")).disks().getLast();

    assertEquals(plain, plain.bearing(Map.of()));
    assertEquals(plain, plain.bearing(Map.of("path", "/dev/nvme0n1")));
    assertEquals("FOO123", asked.serial());
    assertEquals("HGST", asked.model());
    assertEquals("/dev/sda", asked.path());
    assertEquals("vda", plain.bearing(Map.of("path", "/dev/vda")).disks().getLast().name());
    assertTrue(
        plain
            .bearing(Map.of("path", "/dev/disk/by-id/ata-X"))
            .disks()
            .getLast()
            .symlinks()
            .contains("/dev/disk/by-id/ata-X"));
  }

  private List<String> matching(String selector) {
    return new DiskSelector(Yaml.document(selector, "selector"))
        .matches(disks).stream().map(Disk::name).toList();
  }
}
