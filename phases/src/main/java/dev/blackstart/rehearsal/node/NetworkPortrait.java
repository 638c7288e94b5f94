package dev.blackstart.rehearsal.node;

import static dev.blackstart.rehearsal.node.Portrait.yaml;

import com.google.protobuf.ByteString;
import dev.blackstart.rehearsal.node.cosi.Published;
import dev.blackstart.rehearsal.node.cosi.ResourceKind;
import dev.blackstart.rehearsal.node.cosi.ResourceKinds;
import dev.blackstart.rehearsal.node.hardware.Link;
import dev.talos.api.common.NetIP;
import dev.talos.api.common.NetIPPrefix;
import dev.talos.api.resource.definitions.enums.NethelpersLinkType;
import dev.talos.api.resource.definitions.enums.NethelpersOperationalState;
import dev.talos.api.resource.definitions.network.AddressStatusSpec;
import dev.talos.api.resource.definitions.network.HostnameStatusSpec;
import dev.talos.api.resource.definitions.network.LinkStatusSpec;
import dev.talos.api.resource.definitions.network.NodeAddressSpec;
import dev.talos.api.resource.definitions.network.ResolverStatusSpec;
import dev.talos.api.resource.definitions.network.RouteStatusSpec;
import dev.talos.api.resource.definitions.network.StatusSpec;
import dev.talos.api.resource.definitions.network.TimeServerStatusSpec;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Links, addresses, routes, names. */
final class NetworkPortrait {
  private static final int PREFIX = 24;
  private static final int IPV4 = 2;

  static final Set<ResourceKind> KINDS =
      Set.of(
          ResourceKinds.ADDRESS_STATUS,
          ResourceKinds.HOSTNAME_STATUS,
          ResourceKinds.LINK_STATUS,
          ResourceKinds.NETWORK_STATUS,
          ResourceKinds.NODE_ADDRESS,
          ResourceKinds.RESOLVER_STATUS,
          ResourceKinds.ROUTE_STATUS,
          ResourceKinds.TIME_SERVER_STATUS);

  private final Boot boot;
  private final Link link;
  private final String address;
  private final String gateway;

  NetworkPortrait(Boot boot) {
    this.boot = boot;
    this.link = boot.node().hardware().links().getFirst();
    this.address = boot.node().address();
    this.gateway = address.replaceFirst("\\.\\d+$", ".1");
  }

  List<Published> resources() {
    boolean up = boot.isNetworkReady();
    List<Published> all = new ArrayList<>();
    all.add(loopback());
    all.add(link(up));
    all.add(status(up));
    if (!up) {
      return all;
    }
    all.add(addressStatus(link.name(), link.index(), address, PREFIX));
    all.add(addressStatus("lo", 1, "127.0.0.1", 8));
    all.add(hostname());
    for (String set : List.of("default", "current", "routed", "accumulative")) {
      all.add(nodeAddress(set));
      all.add(nodeAddress(set + "-no-k8s"));
    }
    all.add(route());
    all.add(
        Published.of(
            ResourceKinds.RESOLVER_STATUS,
            "resolvers",
            ResolverStatusSpec.newBuilder().addDnsServers(ip(gateway)).build(),
            yaml("dnsServers", List.of(gateway))));
    all.add(
        Published.of(
            ResourceKinds.TIME_SERVER_STATUS,
            "timeservers",
            TimeServerStatusSpec.newBuilder().addNtpServers("time.cloudflare.com").build(),
            yaml("timeServers", List.of("time.cloudflare.com"))));
    return all;
  }

  /** An address as its 4 or 16 bytes. */
  static ByteString bytes(String address) {
    try {
      return ByteString.copyFrom(InetAddress.getByName(address).getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address + " is no IP address", e);
    }
  }

  static NetIP ip(String address) {
    return NetIP.newBuilder().setIp(bytes(address)).build();
  }

  private static NetIPPrefix prefix(String address, int length) {
    return NetIPPrefix.newBuilder().setIp(bytes(address)).setPrefixLength(length).build();
  }

  private Published link(boolean up) {
    return Published.of(
        ResourceKinds.LINK_STATUS,
        link.name(),
        LinkStatusSpec.newBuilder()
            .setIndex(link.index())
            .setType(NethelpersLinkType.LINK_ETHER)
            .setFlags(69699)
            .setHardwareAddr(ByteString.copyFrom(link.macBytes()))
            .setPermanentAddr(ByteString.copyFrom(link.macBytes()))
            .setBroadcastAddr(ByteString.copyFrom(new byte[] {-1, -1, -1, -1, -1, -1}))
            .setMtu(1500)
            .setQueueDisc("pfifo_fast")
            .setOperationalState(
                up
                    ? NethelpersOperationalState.OPER_STATE_UP
                    : NethelpersOperationalState.OPER_STATE_DOWN)
            .setBusPath(link.busPath())
            .setDriver(link.driver())
            .setLinkState(up)
            .setSpeedMegabits(link.megabits())
            .build(),
        yaml(
            "index",
            link.index(),
            "type",
            "ether",
            "linkIndex",
            0,
            "flags",
            "UP,BROADCAST,RUNNING,MULTICAST,LOWER_UP",
            "hardwareAddr",
            link.mac(),
            "permanentAddr",
            link.mac(),
            "broadcastAddr",
            "ff:ff:ff:ff:ff:ff",
            "mtu",
            1500,
            "queueDisc",
            "pfifo_fast",
            "operationalState",
            up ? "up" : "down",
            "kind",
            "",
            "slaveKind",
            "",
            "busPath",
            link.busPath(),
            "driver",
            link.driver(),
            "linkState",
            up,
            "speedMbit",
            link.megabits()));
  }

  private static Published loopback() {
    return Published.of(
        ResourceKinds.LINK_STATUS,
        "lo",
        LinkStatusSpec.newBuilder()
            .setIndex(1)
            .setType(NethelpersLinkType.LINK_LOOPBCK)
            .setHardwareAddr(ByteString.copyFrom(new byte[6]))
            .setMtu(65536)
            .setOperationalState(NethelpersOperationalState.OPER_STATE_UNKNOWN)
            .setLinkState(true)
            .build(),
        yaml(
            "index", 1,
            "type", "loopback",
            "hardwareAddr", "00:00:00:00:00:00",
            "mtu", 65536,
            "operationalState", "unknown",
            "kind", "",
            "linkState", true));
  }

  private static Published addressStatus(String link, int index, String address, int length) {
    String cidr = address + "/" + length;
    return Published.of(
        ResourceKinds.ADDRESS_STATUS,
        link + "/" + cidr,
        AddressStatusSpec.newBuilder()
            .setAddress(prefix(address, length))
            .setLinkIndex(index)
            .setLinkName(link)
            .setFamily(IPV4)
            .setFlags(128)
            .build(),
        yaml(
            "address",
            cidr,
            "linkIndex",
            index,
            "linkName",
            link,
            "family",
            "inet4",
            "scope",
            "global",
            "flags",
            "permanent"));
  }

  private Published hostname() {
    return Published.of(
        ResourceKinds.HOSTNAME_STATUS,
        "hostname",
        HostnameStatusSpec.newBuilder().setHostname(boot.hostname()).build(),
        yaml("hostname", boot.hostname(), "domainname", ""));
  }

  private Published nodeAddress(String set) {
    return Published.of(
        ResourceKinds.NODE_ADDRESS,
        set,
        NodeAddressSpec.newBuilder().addAddresses(prefix(address, PREFIX)).build(),
        yaml("addresses", List.of(address + "/" + PREFIX), "sortAlgorithm", "v1"));
  }

  private Published route() {
    return Published.of(
        ResourceKinds.ROUTE_STATUS,
        "inet4/" + gateway + "//1024",
        RouteStatusSpec.newBuilder()
            .setFamily(IPV4)
            .setGateway(ip(gateway))
            .setOutLinkIndex(link.index())
            .setOutLinkName(link.name())
            .setTable(254)
            .setPriority(1024)
            .setProtocol(16)
            .build(),
        yaml(
            "family", "inet4",
            "dst", "",
            "src", "",
            "gateway", gateway,
            "outLinkName", link.name(),
            "table", "main",
            "priority", 1024));
  }

  private static Published status(boolean up) {
    return Published.of(
        ResourceKinds.NETWORK_STATUS,
        "status",
        StatusSpec.newBuilder()
            .setAddressReady(up)
            .setConnectivityReady(up)
            .setHostnameReady(up)
            .setEtcFilesReady(up)
            .build(),
        yaml(
            "addressReady", up, "connectivityReady", up, "hostnameReady", up, "etcFilesReady", up));
  }
}
