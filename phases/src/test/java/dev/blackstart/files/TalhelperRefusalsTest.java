package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a {@code talconfig.yaml} is found wrong before anything is rendered, with its line. */
class TalhelperRefusalsTest {
  /** Nine lines; the tenth is what a case adds, below the node or, unindented, below the file. */
  private static final String HEAD =
      """
      clusterName: lab
      talosVersion: v1.12.7
      kubernetesVersion: v1.35.4
      endpoint: https://10.0.0.10:6443
      nodes:
        - hostname: cp-1
          ipAddress: 10.0.0.11
          controlPlane: true
          installDisk: /dev/sda
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          networkInterfaces: [{interface: eth0, cidr: 10.0.0.1/24}] | config-not-rendered | cidr would be lost
          networkInterfaces: [{interface: eth0, ignore: true}] | config-not-rendered | ignore would be lost
          networkInterfaces: [{interface: eth0, bridgePort: {master: br0}}] | config-not-rendered | bridgePort would be lost
          networkInterfaces: [{interface: eth0, vip: {ip: 10.0.0.9, hcloud: {apiToken: x}}}] | config-not-rendered | hcloud would be lost
          networkInterfaces: [{interface: eth0, dhcp: true, dhcpOptions: {duidv6: x}}] | config-not-rendered | duidv6 would be lost
          networkInterfaces: [{interface: bond0, bond: {interfaces: [a], primary: a}}] | config-not-rendered | primary would be lost
          networkInterfaces: [{interface: bond0, bond: {interfaces: [a], speed: 9}}] | config-not-rendered | speed would be lost
          networkInterfaces: [{interface: bond0, bond: {interfaces: [a], deviceSelectors: [{driver: x}]}}] | bad-value | bond is not of either
          networkInterfaces: [{addresses: [10.0.0.1/24]}] | bad-value | an interface has neither a name nor a deviceSelector
          networkInterfaces: [{deviceSelector: {}}] | bad-value | deviceSelector is not a choice
          networkInterfaces: [{deviceSelector: {busPath: '0*', driver: 'a"b'}}] | bad-value | driver is not a pattern
          networkInterfaces: [{interface: eth0, addresses: [10.0.0.300/24]}] | bad-value | addresses is not a list of addresses
          networkInterfaces: [{interface: eth0, routes: [{gateway: gw.example.org}]}] | bad-value | gateway is not an IP address
          networkInterfaces: [{interface: eth0, mtu: big}] | bad-value | mtu is not a whole number
          networkInterfaces: [{interface: eth0, vlans: [{addresses: [10.0.0.1/24]}]}] | bad-value | a VLAN has no vlanId
          networkInterfaces: [{interface: wg0, wireguard: {peers: [{endpoint: 'a.example.org:1'}]}}] | bad-value | endpoint is not an IP address
          nameservers: [dns.example.org] | bad-value | nameservers is not a list of IP addresses
          nameservers: 1.1.1.1 | bad-value | nameservers is not a list
          disableSearchDomain: maybe | bad-value | disableSearchDomain is not true or false
          talosImageURL: factory.talos.dev/installer/abc:v1.12.7 | bad-value | talosImageURL is not an image's host and path
          talosImageURL: installer | bad-value | talosImageURL is not an image's host and path
          schematic: {overlay: {options: {configTxt: x}}} | config-not-rendered | the id of this schematic cannot be told
          ingressFirewall: {rules: []} | key-missing | ingressFirewall says no defaultAction
          userVolumes: [{name: a}, {name: a}] | bad-value | UserVolumeConfig a stands twice
          machineFiles: [{path: /var/x, content: '@none.txt'}] | missing-file | talos/none.txt does not exist
          machineFiles: [{path: /var/x, content: '@sealed.yaml'}] | config-not-rendered | talos/sealed.yaml is encrypted
          patches: ['machine: {sysctls: {a: "{{ .MachineConfig.MachineFiles }}"}}'] | undefined-variable | no entry for key
          patches: ['@sealed-template.yaml'] | config-not-rendered | a patch that is encrypted and holds variables
          extraManifests: [none.yaml] | missing-file | talos/none.yaml does not exist
          nodeLabels: {a: '{{ .ClusterConfig.Nothing }}'} | undefined-variable | no entry for key
          """)
  void ofANode(String line, String id, String what) throws IOException {
    List<String> found = findings(HEAD + "    " + line + "\n");

    assertEquals(1, found.size(), found::toString);
    assertTrue(found.getFirst().startsWith(id + " "), found::toString);
    assertTrue(
        found.getFirst().contains(": " + what) || found.getFirst().contains(what), found::toString);
    if (!line.contains("sealed-template")) {
      assertTrue(found.getFirst().startsWith(id + " talos/talconfig.yaml:10: "), found::toString);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          talosVersion: v1.12.7 | talosVersion: latest | bad-value talos/talconfig.yaml:2: talosVersion is no version of Talos
          talosVersion: v1.12.7 | talosVersion: v1.7.4 | config-not-rendered talos/talconfig.yaml:2: configs generated for Talos v1.7.4
          talosVersion: v1.12.7 | domain: x | key-missing talos/talconfig.yaml:1: it says no talosVersion
          kubernetesVersion: v1.35.4 | domain: x | key-missing talos/talconfig.yaml:1: it says no kubernetesVersion
          https://10.0.0.10:6443 | http://10.0.0.10:6443 | bad-value talos/talconfig.yaml:4: the endpoint http://10.0.0.10:6443 does not begin
          https://10.0.0.10:6443 | https://10.0.0.10:99999 | bad-value talos/talconfig.yaml:4: the endpoint https://10.0.0.10:99999 has a port
          https://10.0.0.10:6443 | 'https://:6443' | bad-value talos/talconfig.yaml:4: the endpoint https://:6443
          clusterName: lab | 'clusterName: lab\\nclusterPodNets: [10.42.0.0]' | bad-value talos/talconfig.yaml:2: clusterPodNets is not a list of networks
          clusterName: lab | 'clusterName: lab\\nclusterSvcNets: [10.43.0.0/33]' | bad-value talos/talconfig.yaml:2: clusterSvcNets is not a list of networks
          clusterName: lab | 'clusterName: lab\\ninlineManifests: [{name: a, contents: "@none"}]' | missing-file talos/talconfig.yaml:2: talos/none does not exist
          clusterName: lab | 'clusterName: lab\\nimageFactory: {installerURLTmpl: "{{.Image}}"}' | undefined-variable talos/talconfig.yaml:2:
          """)
  void ofTheCluster(String written, String instead, String finding) throws IOException {
    List<String> found = findings(HEAD.replace(written, instead.replace("\\n", "\n")));

    assertTrue(found.stream().anyMatch(line -> line.startsWith(finding)), found::toString);
  }

  private List<String> findings(String talconfig) throws IOException {
    return new RenderedFamily(folder)
        .with("talos/talconfig.yaml", talconfig)
        .with("talos/talsecret.yaml", "cluster: {}\n")
        .with(
            "talos/sealed.yaml", "a: ENC[AES256_GCM,data:x]\nsops:\n  mac: x\n  version: 3.11.0\n")
        .with(
            "talos/sealed-template.yaml",
            "a: ENC[AES256_GCM,data:x]\nb: ${HOME:-x}\nsops:\n  mac: x\n  version: 3.11.0\n")
        .findings();
  }
}
