package dev.blackstart.rehearsal.node.cosi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kinds a simulated node has (Talos 1.12); every other type is refused. */
public final class ResourceKinds {
  public static final ResourceKind DEFINITION =
      new ResourceKind(
          "ResourceDefinitions.meta.cosi.dev",
          "ResourceDefinition",
          "meta",
          List.of("api-resources", "rd", "rds"),
          columns("Aliases {.aliases[:]}"),
          false);
  public static final ResourceKind NAMESPACE =
      kind("Namespaces.meta.cosi.dev", "Namespace", "meta", List.of("ns"), "");
  public static final ResourceKind MACHINE_STATUS =
      kind(
          "MachineStatuses.runtime.talos.dev",
          "MachineStatus",
          "runtime",
          List.of(),
          "Stage {.stage}; Ready {.status.ready}");
  public static final ResourceKind VERSION =
      kind("Versions.runtime.talos.dev", "Version", "runtime", List.of(), "Version {.version}");
  public static final ResourceKind DISK =
      kind(
          "Disks.block.talos.dev",
          "Disk",
          "runtime",
          List.of(),
          "Size {.pretty_size}; Read Only {.readonly}; Transport {.transport}; Rotational"
              + " {.rotational}; WWID {.wwid}; Model {.model}; Serial {.serial}");
  public static final ResourceKind SYSTEM_DISK =
      kind("SystemDisks.block.talos.dev", "SystemDisk", "runtime", List.of(), "Disk {.diskID}");
  public static final ResourceKind VOLUME_STATUS =
      kind(
          "VolumeStatuses.block.talos.dev",
          "VolumeStatus",
          "runtime",
          List.of(),
          "Type {.type}; Phase {.phase}; Location {.location}; Size {.prettySize}");
  public static final ResourceKind DISCOVERED_VOLUME =
      kind(
          "DiscoveredVolumes.block.talos.dev",
          "DiscoveredVolume",
          "runtime",
          List.of(),
          "Type {.type}; Size {.pretty_size}; Discovered {.name}; Label {.label}; PartitionLabel"
              + " {.partition_label}");
  public static final ResourceKind SERVICE =
      kind(
          "Services.v1alpha1.talos.dev",
          "Service",
          "runtime",
          List.of("svc"),
          "Running {.running}; Healthy {.healthy}; Health Unknown {.unknown}");
  public static final ResourceKind DIAGNOSTIC =
      kind(
          "Diagnostics.runtime.talos.dev",
          "Diagnostic",
          "runtime",
          List.of(),
          "Message {.message}");
  public static final ResourceKind META_KEY =
      kind("MetaKeys.runtime.talos.dev", "MetaKey", "runtime", List.of(), "Value {.value}");
  public static final ResourceKind PLATFORM =
      kind("PlatformMetadatas.talos.dev", "PlatformMetadata", "runtime", List.of(), "");
  public static final ResourceKind TIME_STATUS =
      kind(
          "TimeStatuses.v1alpha1.talos.dev",
          "TimeStatus",
          "runtime",
          List.of(),
          "Synced {.synced}");
  public static final ResourceKind MACHINE_CONFIG =
      new ResourceKind(
          "MachineConfigs.config.talos.dev",
          "MachineConfig",
          "config",
          List.of("machineconfig", "mc"),
          Map.of(),
          true);
  public static final ResourceKind MACHINE_TYPE =
      kind("MachineTypes.config.talos.dev", "MachineType", "config", List.of(), "Type {}");
  public static final ResourceKind SYSTEM_INFORMATION =
      kind(
          "SystemInformations.hardware.talos.dev",
          "SystemInformation",
          "hardware",
          List.of("systeminformation"),
          "Manufacturer {.manufacturer}; ProductName {.productname}; Serial Number {.serialnumber};"
              + " UUID {.uuid}");
  public static final ResourceKind PROCESSOR =
      kind(
          "Processors.hardware.talos.dev",
          "Processor",
          "hardware",
          List.of("cpus", "cpu"),
          "Model {.productName}; Cores {.coreCount}; Threads {.threadCount}");
  public static final ResourceKind MEMORY_MODULE =
      kind(
          "MemoryModules.hardware.talos.dev",
          "MemoryModule",
          "hardware",
          List.of("memorymodules", "ram"),
          "Size (MiB) {.sizeMiB}");
  public static final ResourceKind HOSTNAME_STATUS =
      kind(
          "HostnameStatuses.net.talos.dev",
          "HostnameStatus",
          "network",
          List.of("hostname"),
          "Hostname {.hostname}; Domainname {.domainname}");
  public static final ResourceKind NODE_ADDRESS =
      kind(
          "NodeAddresses.net.talos.dev",
          "NodeAddress",
          "network",
          List.of(),
          "Addresses {.addresses}");
  public static final ResourceKind ADDRESS_STATUS =
      kind(
          "AddressStatuses.net.talos.dev",
          "AddressStatus",
          "network",
          List.of("address", "addresses"),
          "Address {.address}; Link {.linkName}");
  public static final ResourceKind LINK_STATUS =
      kind(
          "LinkStatuses.net.talos.dev",
          "LinkStatus",
          "network",
          List.of("link", "links"),
          "Type {.type}; Kind {.kind}; Hw Addr {.hardwareAddr}; Oper State {.operationalState};"
              + " Link State {.linkState}");
  public static final ResourceKind ROUTE_STATUS =
      kind(
          "RouteStatuses.net.talos.dev",
          "RouteStatus",
          "network",
          List.of("route", "routes"),
          "Destination {.dst}; Gateway {.gateway}; Link {.outLinkName}");
  public static final ResourceKind RESOLVER_STATUS =
      kind(
          "ResolverStatuses.net.talos.dev",
          "ResolverStatus",
          "network",
          List.of("resolvers"),
          "Resolvers {.dnsServers}");
  public static final ResourceKind TIME_SERVER_STATUS =
      kind(
          "TimeServerStatuses.net.talos.dev",
          "TimeServerStatus",
          "network",
          List.of("timeserver", "timeservers"),
          "Timeservers {.timeServers}");
  public static final ResourceKind NETWORK_STATUS =
      kind(
          "NetworkStatuses.net.talos.dev",
          "NetworkStatus",
          "network",
          List.of("netstatus"),
          "Address {.addressReady}; Connectivity {.connectivityReady}; Hostname {.hostnameReady};"
              + " Etc {.etcFilesReady}");
  public static final ResourceKind MEMBER =
      kind(
          "Members.cluster.talos.dev",
          "Member",
          "cluster",
          List.of(),
          "Hostname {.hostname}; Machine Type {.machineType}; OS {.operatingSystem}; Addresses"
              + " {.addresses}");
  public static final ResourceKind IDENTITY =
      kind("Identities.cluster.talos.dev", "Identity", "cluster", List.of(), "ID {.nodeId}");
  public static final ResourceKind CLUSTER =
      kind(
          "Infos.cluster.talos.dev",
          "Info",
          "cluster",
          List.of(),
          "Cluster ID {.clusterId}; Cluster Name {.clusterName}");
  public static final ResourceKind STATIC_POD_STATUS =
      kind(
          "StaticPodStatuses.kubernetes.talos.dev",
          "StaticPodStatus",
          "k8s",
          List.of("podstatus"),
          "Ready {.conditions[?(@.type==\"Ready\")].status}");
  public static final ResourceKind NODENAME =
      kind("Nodenames.kubernetes.talos.dev", "Nodename", "k8s", List.of(), "Nodename {.nodename}");
  public static final ResourceKind NODE_STATUS =
      kind(
          "NodeStatuses.kubernetes.talos.dev",
          "NodeStatus",
          "k8s",
          List.of(),
          "Ready {.nodeReady}; Unschedulable {.unschedulable}");
  public static final ResourceKind KUBELET_SPEC =
      new ResourceKind(
          "KubeletSpecs.kubernetes.talos.dev", "KubeletSpec", "k8s", List.of(), Map.of(), true);
  public static final ResourceKind ETCD_MEMBER =
      kind("EtcdMembers.etcd.talos.dev", "EtcdMember", "etcd", List.of(), "Member ID {.memberID}");

  /** All of them. */
  public static final List<ResourceKind> ALL =
      List.of(
          DEFINITION,
          NAMESPACE,
          MACHINE_STATUS,
          VERSION,
          DISK,
          SYSTEM_DISK,
          VOLUME_STATUS,
          DISCOVERED_VOLUME,
          SERVICE,
          DIAGNOSTIC,
          META_KEY,
          PLATFORM,
          TIME_STATUS,
          MACHINE_CONFIG,
          MACHINE_TYPE,
          SYSTEM_INFORMATION,
          PROCESSOR,
          MEMORY_MODULE,
          HOSTNAME_STATUS,
          NODE_ADDRESS,
          ADDRESS_STATUS,
          LINK_STATUS,
          ROUTE_STATUS,
          RESOLVER_STATUS,
          TIME_SERVER_STATUS,
          NETWORK_STATUS,
          MEMBER,
          IDENTITY,
          CLUSTER,
          STATIC_POD_STATUS,
          NODENAME,
          NODE_STATUS,
          KUBELET_SPEC,
          ETCD_MEMBER);

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
          "etcd",
          "secrets",
          "files",
          "extensions",
          "cri",
          "controlplane");

  private ResourceKinds() {}

  static Optional<ResourceKind> of(String type) {
    return ALL.stream().filter(kind -> kind.type().equals(type)).findFirst();
  }

  private static ResourceKind kind(
      String type, String display, String namespace, List<String> aliases, String columns) {
    return new ResourceKind(type, display, namespace, aliases, columns(columns), false);
  }

  /** Written as {@code Heading {path}; Heading {path}}. */
  private static Map<String, String> columns(String text) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String column : text.isEmpty() ? new String[0] : text.split("; ")) {
      int path = column.indexOf(" {");
      columns.put(column.substring(0, path), column.substring(path + 1));
    }
    return columns;
  }
}
