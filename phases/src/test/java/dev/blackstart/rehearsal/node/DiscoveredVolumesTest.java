package dev.blackstart.rehearsal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.blackstart.rehearsal.node.hardware.Signature;
import dev.talos.api.cosi.resource.ListRequest;
import dev.talos.api.resource.definitions.block.DiscoveredVolumeSpec;
import dev.talos.api.storage.BlockDeviceWipeDescriptor;
import dev.talos.api.storage.BlockDeviceWipeRequest;
import dev.talos.api.storage.StorageServiceGrpc;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscoveredVolumesTest {
  private final FleetWorld world = new FleetWorld("91.31", 1, 600);

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void whatOthersLeftIsSeenUntilItIsWipedOrInstalledOver() {
    SimulatedNode node = world.node(0);
    TalosClient client = world.maintenance(0);
    assertEquals("{nvme0n1=disk , sda=disk }", seen(client).toString());

    node.leave("nvme0n1", Signature.of("bluestore"));
    node.leave("sda1", Signature.of("ext4:data"));
    assertEquals(
        "{nvme0n1=disk bluestore, sda=disk gpt, sda1=partition ext4 data of sda}",
        seen(client).toString());
    assertThrows(IllegalArgumentException.class, () -> node.leave("sdz", Signature.of("xfs")));

    client
        .bounded(StorageServiceGrpc.newBlockingStub(client.channel))
        .blockDeviceWipe(
            BlockDeviceWipeRequest.newBuilder()
                .addDevices(BlockDeviceWipeDescriptor.newBuilder().setDevice("nvme0n1"))
                .build());
    assertEquals("disk ", seen(client).get("nvme0n1"));

    client.apply(world.config("controlplane", "cp"));
    world.await("it is up", node::kubeletRunning);
    assertEquals(
        "{nvme0n1=disk , sda=disk gpt, sda1=partition vfat [EFI] of sda,"
            + " sda2=partition talosmeta [META] of sda, sda3=partition xfs STATE [STATE] of sda,"
            + " sda4=partition xfs EPHEMERAL [EPHEMERAL] of sda}",
        seen(world.admin(0)).toString());
  }

  private static Map<String, String> seen(TalosClient client) {
    Map<String, String> seen = new TreeMap<>();
    client
        .state()
        .list(
            ListRequest.newBuilder()
                .setNamespace("runtime")
                .setType("DiscoveredVolumes.block.talos.dev")
                .build())
        .forEachRemaining(
            one -> {
              try {
                DiscoveredVolumeSpec spec =
                    DiscoveredVolumeSpec.parseFrom(one.getResource().getSpec().getProtoSpec());
                assertTrue(spec.getSize() > 0);
                seen.put(
                    one.getResource().getMetadata().getId(),
                    spec.getType()
                        + " "
                        + spec.getName()
                        + (spec.getLabel().isEmpty() ? "" : " " + spec.getLabel())
                        + (spec.getPartitionLabel().isEmpty()
                            ? ""
                            : " [" + spec.getPartitionLabel() + "]")
                        + (spec.getParent().isEmpty() ? "" : " of " + spec.getParent()));
              } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
              }
            });
    return seen;
  }
}
