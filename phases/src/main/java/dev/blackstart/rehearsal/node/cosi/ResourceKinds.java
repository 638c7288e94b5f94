package dev.blackstart.rehearsal.node.cosi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The kinds a node of Talos 1.12 has; every other type is refused. */
public final class ResourceKinds {
  private static final Map<String, ResourceKind> ALL = read();

  public static final ResourceKind DEFINITION = named("ResourceDefinitions.meta.cosi.dev");
  public static final ResourceKind NAMESPACE = named("Namespaces.meta.cosi.dev");
  public static final ResourceKind MACHINE_STATUS = named("MachineStatuses.runtime.talos.dev");
  public static final ResourceKind VERSION = named("Versions.runtime.talos.dev");
  public static final ResourceKind EXTENSION_STATUS = named("ExtensionStatuses.runtime.talos.dev");
  public static final ResourceKind DISK = named("Disks.block.talos.dev");
  public static final ResourceKind SYSTEM_DISK = named("SystemDisks.block.talos.dev");
  public static final ResourceKind VOLUME_STATUS = named("VolumeStatuses.block.talos.dev");
  public static final ResourceKind DISCOVERED_VOLUME = named("DiscoveredVolumes.block.talos.dev");
  public static final ResourceKind SERVICE = named("Services.v1alpha1.talos.dev");
  public static final ResourceKind DIAGNOSTIC = named("Diagnostics.runtime.talos.dev");
  public static final ResourceKind META_KEY = named("MetaKeys.runtime.talos.dev");
  public static final ResourceKind PLATFORM = named("PlatformMetadatas.talos.dev");
  public static final ResourceKind TIME_STATUS = named("TimeStatuses.v1alpha1.talos.dev");
  public static final ResourceKind MACHINE_CONFIG = named("MachineConfigs.config.talos.dev");
  public static final ResourceKind MACHINE_TYPE = named("MachineTypes.config.talos.dev");
  public static final ResourceKind SYSTEM_INFORMATION =
      named("SystemInformations.hardware.talos.dev");
  public static final ResourceKind PROCESSOR = named("Processors.hardware.talos.dev");
  public static final ResourceKind MEMORY_MODULE = named("MemoryModules.hardware.talos.dev");
  public static final ResourceKind HOSTNAME_STATUS = named("HostnameStatuses.net.talos.dev");
  public static final ResourceKind NODE_ADDRESS = named("NodeAddresses.net.talos.dev");
  public static final ResourceKind ADDRESS_STATUS = named("AddressStatuses.net.talos.dev");
  public static final ResourceKind LINK_STATUS = named("LinkStatuses.net.talos.dev");
  public static final ResourceKind ROUTE_STATUS = named("RouteStatuses.net.talos.dev");
  public static final ResourceKind RESOLVER_STATUS = named("ResolverStatuses.net.talos.dev");
  public static final ResourceKind TIME_SERVER_STATUS = named("TimeServerStatuses.net.talos.dev");
  public static final ResourceKind NETWORK_STATUS = named("NetworkStatuses.net.talos.dev");
  public static final ResourceKind MEMBER = named("Members.cluster.talos.dev");
  public static final ResourceKind IDENTITY = named("Identities.cluster.talos.dev");
  public static final ResourceKind CLUSTER = named("Infos.cluster.talos.dev");
  public static final ResourceKind STATIC_POD_STATUS =
      named("StaticPodStatuses.kubernetes.talos.dev");
  public static final ResourceKind NODENAME = named("Nodenames.kubernetes.talos.dev");
  public static final ResourceKind NODE_STATUS = named("NodeStatuses.kubernetes.talos.dev");
  public static final ResourceKind KUBELET_SPEC = named("KubeletSpecs.kubernetes.talos.dev");
  public static final ResourceKind ETCD_MEMBER = named("EtcdMembers.etcd.talos.dev");

  /** Every namespace of a node, also those our kinds leave empty. */
  static final Set<String> NAMESPACES =
      Set.of(
          "meta",
          "runtime",
          "config",
          "hardware",
          "network",
          "network-config",
          "cluster",
          "cluster-raw",
          "k8s",
          "kubespan",
          "etcd",
          "secrets",
          "files",
          "cri",
          "perf",
          "controlplane");

  private ResourceKinds() {}

  /** All of them. */
  public static Collection<ResourceKind> all() {
    return ALL.values();
  }

  static Optional<ResourceKind> of(String type) {
    return Optional.ofNullable(ALL.get(type));
  }

  /**
   * @throws IllegalArgumentException when Talos has no such kind
   */
  public static ResourceKind named(String type) {
    return of(type).orElseThrow(() -> new IllegalArgumentException("no kind " + type));
  }

  private static Map<String, ResourceKind> read() {
    Map<String, ResourceKind> kinds = new TreeMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                ResourceKinds.class.getResourceAsStream("kinds.txt"), StandardCharsets.UTF_8))) {
      in.lines()
          .filter(line -> !line.startsWith("#"))
          .map(ResourceKinds::kind)
          .forEach(kind -> kinds.put(kind.type(), kind));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return kinds;
  }

  private static ResourceKind kind(String line) {
    String[] parts = (line + " |").split("\\|", -1);
    Arrays.setAll(parts, i -> parts[i].strip());
    List<String> flags = List.of(parts[4].split(" ", -1));
    return new ResourceKind(
        parts[0],
        parts[1],
        parts[2],
        List.of(parts[3].split(" ", -1)),
        columns(parts[5]),
        flags.contains("sensitive"),
        flags.contains("bare"));
  }

  /** Written as {@code Heading {path}; Heading {path}}. */
  private static Map<String, String> columns(String text) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String column : text.isEmpty() ? new String[0] : text.split("; ", -1)) {
      int path = column.indexOf(" {");
      columns.put(column.substring(0, path), column.substring(path + 1));
    }
    return columns;
  }
}
