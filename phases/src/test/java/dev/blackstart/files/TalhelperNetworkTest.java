package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.machineconfig.document.MachineConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the interfaces of a {@code talconfig.yaml} become. */
class TalhelperNetworkTest {
  private static final String HEAD =
      """
      clusterName: lab
      talosVersion: ${talosVersion}
      kubernetesVersion: v1.35.4
      endpoint: https://10.0.0.10:6443
      nodes:
        - hostname: cp-1
          ipAddress: 10.0.0.11
          controlPlane: true
          installDisk: /dev/sda
      """;
  @TempDir Path folder;
  private RenderedFamily family;

  @BeforeEach
  void open() throws IOException {
    family = new RenderedFamily(folder).with("talos/talenv.yaml", "talosVersion: v1.12.7\n");
    family.with("talos/talsecret.yaml", BundleTexts.of(family.standIns()));
  }

  @Test
  void interfacesBecomeDocumentsFromTalos112On() throws IOException {
    MachineConfig config =
        config(
            HEAD
                + """
                    nameservers: [1.1.1.1]
                    networkInterfaces:
                      - deviceSelector: {hardwareAddr: "bc:24:*", driver: e1000, physical: true}
                        addresses: [10.0.0.11/24, fd00::11]
                        routes:
                          - {network: 0.0.0.0/0, gateway: 10.0.0.1, metric: 100}
                          - {network: 10.9.0.0/16, gateway: 10.0.0.2, mtu: 1400}
                        mtu: 9000
                        vip: {ip: 10.0.0.10}
                        vlans:
                          - {vlanId: 30, addresses: [10.0.30.11/24], dhcp: true}
                      - interface: bond0
                        dhcp: true
                        dhcpOptions: {ipv6: true, routeMetric: 50}
                        bond:
                          deviceSelectors: [{busPath: 0000:01*}]
                          mode: 802.3ad
                          miimon: 100
                          resendIgmp: 2
                      - interface: br0
                        bridge: {interfaces: [eth5], stp: {enabled: true}}
                """,
            "cp-1");

    assertEquals(
        """
        ---
        apiVersion: v1alpha1
        kind: HostnameConfig
        auto: off
        hostname: cp-1
        ---
        apiVersion: v1alpha1
        kind: ResolverConfig
        nameservers:
          - address: 1.1.1.1
        searchDomains:
          disableDefault: false
        ---
        apiVersion: v1alpha1
        kind: LinkAliasConfig
        name: ethSel0
        selector:
          match: glob(\\bc:24:*\\, mac(link.hardware_addr)) && glob(\\e1000\\, link.driver) && link.type == 1
        ---
        apiVersion: v1alpha1
        kind: LinkAliasConfig
        name: bond0-m0
        selector:
          match: glob(\\0000:01*\\, link.bus_path)
        ---
        apiVersion: v1alpha1
        kind: BondConfig
        name: bond0
        links:
          - bond0-m0
        bondMode: 802.3ad
        miimon: 100
        resendIGMP: 2
        ---
        apiVersion: v1alpha1
        kind: DHCPv4Config
        name: bond0
        routeMetric: 50
        ---
        apiVersion: v1alpha1
        kind: DHCPv6Config
        name: bond0
        routeMetric: 50
        ---
        apiVersion: v1alpha1
        kind: Layer2VIPConfig
        name: 10.0.0.10
        link: ethSel0
        ---
        apiVersion: v1alpha1
        kind: LinkConfig
        name: ethSel0
        addresses:
          - address: 10.0.0.11/24
          - address: fd00::11/128
        routes:
          - gateway: 10.0.0.1
            metric: 100
          - destination: 10.9.0.0/16
            gateway: 10.0.0.2
            mtu: 1400
        mtu: 9000
        ---
        apiVersion: v1alpha1
        kind: VLANConfig
        name: ethSel0.30
        vlanID: 30
        parent: ethSel0
        addresses:
          - address: 10.0.30.11/24
        ---
        apiVersion: v1alpha1
        kind: DHCPv4Config
        name: ethSel0.30
        ---
        apiVersion: v1alpha1
        kind: BridgeConfig
        name: br0
        links:
          - eth5
        stp:
          enabled: true
        """,
        RenderedFamily.documents(config));
  }

  @Test
  void anOlderTalosHasTheNetworkInTheDocumentWithoutAKind() throws IOException {
    family.with("talos/talenv.yaml", "talosVersion: v1.11.6\n");
    MachineConfig config =
        config(
            HEAD
                + """
                    nameservers: [1.1.1.1]
                    disableSearchDomain: true
                    schematic: {customization: {extraKernelArgs: [quiet]}}
                    networkInterfaces:
                      - {interface: eth0, dhcp: true, ignore: false}
                """,
            "cp-1");

    assertEquals(1, config.documents().size());
    assertEquals(Optional.of("cp-1"), config.text("machine.network.hostname"));
    assertEquals(Optional.of("eth0"), config.text("machine.network.interfaces.0.interface"));
    assertEquals(Optional.of("true"), config.text("machine.network.disableSearchDomain"));
    assertEquals(Optional.of("quiet"), config.text("machine.install.extraKernelArgs.0"));
    assertEquals(Optional.of("10.0.0.10"), config.text("cluster.apiServer.certSANs.0"));
    assertEquals(Optional.of("true"), config.text("machine.features.stableHostname"));
    assertEquals(Optional.empty(), config.text("machine.install.grubUseUKICmdline"));
  }

  private MachineConfig config(String talconfig, String node) throws IOException {
    write(talconfig);
    assertEquals(List.of(), family.findings());
    String yaml = family.rehearsed().machineConfig(family.node(node)).yaml();
    return MachineConfig.parse(yaml, node);
  }

  private void write(String talconfig) throws IOException {
    family.with("talos/talconfig.yaml", talconfig);
  }
}
