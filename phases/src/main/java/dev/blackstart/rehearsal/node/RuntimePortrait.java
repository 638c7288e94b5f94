package dev.blackstart.rehearsal.node;

import static dev.blackstart.rehearsal.node.Portrait.yaml;

import com.google.protobuf.ByteString;
import dev.blackstart.rehearsal.node.config.NodeConfig;
import dev.blackstart.rehearsal.node.cosi.Published;
import dev.blackstart.rehearsal.node.cosi.ResourceKind;
import dev.blackstart.rehearsal.node.cosi.ResourceKinds;
import dev.talos.api.resource.config.MachineConfigSpec;
import dev.talos.api.resource.config.MachineTypeSpec;
import dev.talos.api.resource.definitions.extensions.Layer;
import dev.talos.api.resource.definitions.extensions.Metadata;
import dev.talos.api.resource.definitions.runtime.MetaKeySpec;
import dev.talos.api.resource.definitions.runtime.PlatformMetadataSpec;
import dev.talos.api.resource.definitions.runtime.VersionSpec;
import dev.talos.api.resource.definitions.time.StatusSpec;
import dev.talos.api.resource.definitions.v1alpha1.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Version, services, time and configuration. */
final class RuntimePortrait {
  static final Set<ResourceKind> KINDS =
      Set.of(
          ResourceKinds.EXTENSION_STATUS,
          ResourceKinds.MACHINE_CONFIG,
          ResourceKinds.MACHINE_TYPE,
          ResourceKinds.META_KEY,
          ResourceKinds.PLATFORM,
          ResourceKinds.SERVICE,
          ResourceKinds.TIME_STATUS,
          ResourceKinds.VERSION);

  private final Boot boot;

  RuntimePortrait(Boot boot) {
    this.boot = boot;
  }

  List<Published> resources() {
    List<Published> all = new ArrayList<>();
    String version = boot.node().media().version();
    all.add(
        Published.of(
            ResourceKinds.VERSION,
            "version",
            VersionSpec.newBuilder().setVersion(version).build(),
            yaml("version", version)));
    boot.node().media().schematic().ifPresent(id -> all.add(schematic(id)));
    all.add(
        Published.of(
            ResourceKinds.TIME_STATUS,
            "node",
            StatusSpec.newBuilder().setSynced(boot.isTimeSynced()).build(),
            yaml("synced", boot.isTimeSynced(), "epoch", 0, "syncDisabled", false)));
    all.add(
        Published.of(
            ResourceKinds.PLATFORM,
            "platformmetadata",
            PlatformMetadataSpec.newBuilder().setPlatform("metal").build(),
            yaml("platform", "metal")));
    boot.node()
        .media()
        .meta
        .forEach(
            (key, value) ->
                all.add(
                    Published.of(
                        ResourceKinds.META_KEY,
                        String.format("0x%02x", key),
                        MetaKeySpec.newBuilder().setValue(value).build(),
                        yaml("value", value))));
    boot.services().all().forEach(service -> all.add(service(service)));
    boot.config().ifPresent(config -> configured(config, all));
    boot.applying()
        .partial()
        .filter(config -> boot.config().isEmpty())
        .ifPresent(config -> all.add(config("maintenance", config)));
    return all;
  }

  /** An image factory marks what it built with an extension that holds nothing. */
  private static Published schematic(String id) {
    Metadata metadata =
        Metadata.newBuilder()
            .setName("schematic")
            .setVersion(id)
            .setAuthor("Image Factory")
            .setDescription("Virtual extension which specifies the schematic of the image.")
            .build();
    return Published.of(
        ResourceKinds.EXTENSION_STATUS,
        "0",
        Layer.newBuilder().setImage("0.sqsh").setMetadata(metadata).build(),
        yaml(
            "image",
            "0.sqsh",
            "metadata",
            yaml(
                "name",
                metadata.getName(),
                "version",
                id,
                "author",
                metadata.getAuthor(),
                "description",
                metadata.getDescription())));
  }

  private static Published service(Service service) {
    return Published.of(
        ResourceKinds.SERVICE,
        service.id(),
        ServiceSpec.newBuilder()
            .setRunning(service.isRunning())
            .setHealthy(service.isHealthy())
            .setUnknown(service.isHealthUnknown())
            .build(),
        yaml(
            "running", service.isRunning(),
            "healthy", service.isHealthy(),
            "unknown", service.isHealthUnknown()));
  }

  private void configured(NodeConfig config, List<Published> all) {
    all.add(config("v1alpha1", config));
    boot.node().media().config.ifPresent(kept -> all.add(config("persistent", kept)));
    MachineTypeSpec.MachineType type =
        config.isControlPlane()
            ? MachineTypeSpec.MachineType.CONTROL_PLANE
            : MachineTypeSpec.MachineType.WORKER;
    all.add(
        new Published(
            ResourceKinds.MACHINE_TYPE,
            "machine-type",
            MachineTypeSpec.newBuilder().setMachineType(type).build().toByteString(),
            config.isControlPlane() ? "controlplane" : "worker",
            Map.of()));
  }

  /** The text of a config is one YAML string, as Talos shows it. */
  private static Published config(String id, NodeConfig config) {
    ResourceKind kind = ResourceKinds.MACHINE_CONFIG;
    ByteString proto =
        MachineConfigSpec.newBuilder()
            .setYamlMarshalled(ByteString.copyFromUtf8(config.yaml()))
            .build()
            .toByteString();
    return new Published(kind, id, proto, config.yaml(), Map.of("talos.dev/yaml-spec", "1"));
  }
}
