package dev.blackstart.machineconfig.validation;

import dev.blackstart.machineconfig.value.GoUrl;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules of {@code machine}. */
final class MachineRules {
  private static final List<String> KUBELET_FIELDS_OF_TALOS =
      List.of(
          "apiVersion",
          "authentication",
          "authorization",
          "cgroupRoot",
          "kind",
          "kubeletCgroups",
          "port",
          "protectKernelDefaults",
          "resolvConf",
          "rotateCertificates",
          "systemCgroups",
          "staticPodPath",
          "seccompDefault");
  private static final String[] ROLES = {
    "os:admin", "os:operator", "os:reader", "os:etcd:backup", "os:impersonator"
  };

  private final Section machine;
  private final boolean controlPlane;

  MachineRules(Section machine, boolean controlPlane) {
    this.machine = machine;
    this.controlPlane = controlPlane;
  }

  void check() {
    type();
    authorities();
    install();
    kubelet();
    disks();
    features();
    registries();
    logging();
    RuntimeSpecRules.check(machine.at("baseRuntimeSpecOverrides"));
  }

  private void logging() {
    for (Section destination : machine.at("logging", "destinations").items()) {
      Section endpoint = destination.at("endpoint");
      GoUrl url = GoUrl.parse(endpoint.text()).orElse(new GoUrl("", "", "", ""));
      if (!endpoint.isReference() && url.host().isEmpty()) {
        endpoint.error("needs a host");
      }
      if (!endpoint.isReference() && !url.scheme().matches("tcp|udp")) {
        endpoint.error("needs tcp:// or udp://");
      }
      if (!destination.at("format").text().equals("json_lines")) {
        destination.at("format").error("must be json_lines");
      }
    }
  }

  private void type() {
    Section type = machine.at("type");
    switch (type.text()) {
      case "controlplane", "init", "worker" -> {}
      case "join", "" -> type.warning("use \"worker\" instead of \"" + type.text() + "\"");
      default -> type.error("unknown machine type \"" + type.text() + "\"");
    }
  }

  private void authorities() {
    Section ca = machine.at("ca");
    boolean accepted = !machine.at("acceptedCAs").items().isEmpty();
    if (!ca.present() && !accepted) {
      ca.error("a CA is required here or in machine.acceptedCAs");
    }
    if (controlPlane && !ca.at("key").filled()) {
      ca.at("key").error("a control plane needs the key of its CA");
    }
    if (!controlPlane && ca.at("key").filled()) {
      ca.at("key").error("a worker must not have the key of the CA");
    }
    if (!controlPlane && ca.present() && !ca.at("crt").filled() && !accepted) {
      ca.at("crt").error("a worker needs the certificate of the CA");
    }
  }

  private void install() {
    Section install = machine.at("install");
    if (!install.present()) {
      install.error("is required on metal");
      return;
    }
    Section selector = install.at("diskSelector");
    if (!install.at("disk").filled() && selector.keys().isEmpty()) {
      install.error("either disk or diskSelector is required");
    }
    if (selector.at("name").filled()) {
      selector.at("name").error("is not supported any more; select by another property");
    }
    selector.at("type").oneOf("ssd", "hdd", "nvme", "sd");
    Section size = selector.at("size");
    if (size.filled()
        && !size.text().matches("(<=|>=|==|<|>)?\\s*[0-9.,]+\\s*(?i:[kmgtpe]i?b?|b?)")) {
      size.error("wants a comparison and a size, such as '>= 100GB'");
    }
    if (!install.at("extraKernelArgs").items().isEmpty()
        && install.at("grubUseUKICmdline").flag()) {
      install.at("extraKernelArgs").error("cannot be used together with grubUseUKICmdline");
    }
    Set<String> images = new HashSet<>();
    for (Section extension : install.at("extensions").items()) {
      extension.warning("extensions are deprecated; build a boot asset with them");
      if (!images.add(extension.at("image").text())) {
        extension.error("the extension is listed twice");
      }
    }
  }

  private void kubelet() {
    Section kubelet = machine.at("kubelet");
    for (Section subnet : kubelet.at("nodeIP", "validSubnets").items()) {
      if (!Forms.isFilter(subnet.text())) {
        subnet.error("\"" + subnet.text() + "\" is not a subnet");
      }
    }
    for (String field : KUBELET_FIELDS_OF_TALOS) {
      if (kubelet.at("extraConfig").keys().contains(field)) {
        kubelet.at("extraConfig", field).error("belongs to Talos and cannot be set");
      }
    }
  }

  private void disks() {
    for (Section disk : machine.at("disks").items()) {
      if (!disk.present()) {
        disk.error("is null");
      }
      List<Section> partitions = disk.at("partitions").items();
      for (int i = 0; i < partitions.size() - 1; i++) {
        Section size = partitions.get(i).at("size");
        if (!size.filled() || size.text().equals("0")) {
          size.error("only the last partition may take the rest of the disk");
        }
      }
    }
    for (String partition : List.of("state", "ephemeral")) {
      Section encryption = machine.at("systemDiskEncryption", partition);
      if (encryption.present()) {
        EncryptionRules.check(encryption.at("keys"));
      }
    }
  }

  private void features() {
    Section access = machine.at("features", "kubernetesTalosAPIAccess");
    if (access.at("enabled").flag()) {
      if (!controlPlane) {
        access.error("can only be enabled on control planes");
      }
      access.at("allowedRoles").items().forEach(role -> role.exactly(ROLES));
    }
    machine.at("features", "nodeAddressSortAlgorithm").oneOf("v1", "v2");
    NodeMetadataRules.check(machine);
  }

  private void registries() {
    for (String part : List.of("config", "mirrors")) {
      Section registries = machine.at("registries", part);
      for (String host : registries.keys()) {
        if (!registries.at(host).present()) {
          registries.at(host).error("is null");
        }
      }
    }
  }
}
