package dev.blackstart.machineconfig.validation;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules of {@code cluster}. */
final class ClusterRules {
  private final Section cluster;
  private final Section machine;
  private final boolean controlPlane;

  ClusterRules(Section cluster, Section machine, boolean controlPlane) {
    this.cluster = cluster;
    this.machine = machine;
    this.controlPlane = controlPlane;
  }

  void check() {
    endpoint();
    Section domain = cluster.at("network", "dnsDomain");
    if (domain.filled() && !Forms.isDnsName(domain.text())) {
      domain.error("\"" + domain.text() + "\" is not a DNS name");
    }
    if (!controlPlane && cluster.at("ca", "key").filled()) {
      cluster.at("ca", "key").error("a worker must not have the key of the CA");
    }
    etcd();
    if (controlPlane) {
      cni();
    }
    discovery();
    kubeSpan();
    manifests();
    components();
  }

  private void endpoint() {
    Section endpoint = cluster.at("controlPlane", "endpoint");
    if (!endpoint.filled()) {
      endpoint.error("is required, such as https://cluster.example.com:6443");
    } else if (!endpoint.isReference()) {
      Forms.notAnEndpoint(endpoint.text()).ifPresent(endpoint::error);
    }
  }

  private void etcd() {
    Section etcd = cluster.at("etcd");
    if (!etcd.present()) {
      return;
    }
    if (!controlPlane) {
      etcd.error("is only allowed on control planes");
      return;
    }
    if (!etcd.at("ca").present()) {
      etcd.at("ca").error("is required");
    }
    if (etcd.at("subnet").filled() && !etcd.at("advertisedSubnets").items().isEmpty()) {
      etcd.at("subnet").error("cannot be set together with advertisedSubnets");
    }
    for (String list : List.of("advertisedSubnets", "listenSubnets")) {
      for (Section subnet : etcd.at(list).items()) {
        if (!Forms.isFilter(subnet.text())) {
          subnet.error("\"" + subnet.text() + "\" is not a subnet");
        }
      }
    }
  }

  private void cni() {
    Section cni = cluster.at("network", "cni");
    String name = cni.at("name").filled() ? cni.at("name").text() : "flannel";
    boolean urls = !cni.at("urls").items().isEmpty();
    boolean arguments = !cni.at("flannel", "extraArgs").items().isEmpty();
    cni.at("name").oneOf("flannel", "custom", "none");
    if (urls && !name.equals("custom")) {
      cni.at("urls").error("is only for the custom CNI");
    }
    if (name.equals("custom")) {
      cni.at("urls").items().forEach(ClusterRules::source);
    }
    if (cni.present() && !urls && name.equals("custom")) {
      cni.warning("the custom CNI should have urls");
    }
    if (arguments && !name.equals("flannel")) {
      cni.at("flannel", "extraArgs").error("is only for flannel");
    }
  }

  private void discovery() {
    Section discovery = cluster.at("discovery");
    Section service = discovery.at("registries", "service");
    if (!discovery.at("enabled").flag() || service.at("disabled").flag()) {
      return;
    }
    Section endpoint = service.at("endpoint");
    if (endpoint.filled() && !endpoint.isReference()) {
      Optional<String> wrong = Forms.notAnEndpoint(endpoint.text());
      wrong.ifPresent(endpoint::error);
      if (wrong.isEmpty() && !Set.of("", "/").contains(URI.create(endpoint.text()).getPath())) {
        endpoint.error("must not have a path");
      }
    }
    required("cluster discovery");
  }

  private void kubeSpan() {
    Section kubeSpan = machine.at("network", "kubespan");
    if (!kubeSpan.at("enabled").flag()) {
      return;
    }
    if (!cluster.at("discovery", "enabled").flag()) {
      kubeSpan.error("needs cluster.discovery enabled");
    }
    required("KubeSpan");
    Section mtu = kubeSpan.at("mtu");
    if (mtu.filled() && mtu.number() < 1280) {
      mtu.error("must be at least 1280");
    }
    for (Section network : kubeSpan.at("filters", "excludeAdvertisedNetworks").items()) {
      if (!Forms.isSubnet(network.text())) {
        network.error("\"" + network.text() + "\" is not a subnet");
      }
    }
    for (Section endpoint : kubeSpan.at("filters", "endpoints").items()) {
      if (!Forms.isFilter(endpoint.text())) {
        endpoint.error("\"" + endpoint.text() + "\" is not a subnet");
      }
    }
  }

  private void required(String by) {
    for (String key : List.of("id", "secret")) {
      if (!cluster.at(key).filled()) {
        cluster.at(key).error("is required by " + by);
      }
    }
  }

  private void manifests() {
    Set<String> names = new HashSet<>();
    for (Section manifest : cluster.at("inlineManifests").items()) {
      Section name = manifest.at("name");
      if (name.text().isBlank()) {
        name.error("an inline manifest needs a name");
      } else if (!names.add(name.text())) {
        name.error("there is another inline manifest of the name \"" + name.text() + "\"");
      }
    }
    Section cloud = cluster.at("externalCloudProvider");
    if (cloud.at("enabled").flag()) {
      cloud.at("manifests").items().forEach(ClusterRules::source);
    }
    if (!cloud.at("enabled").flag() && !cloud.at("manifests").items().isEmpty()) {
      cloud.at("manifests").error("are given, but the external cloud provider is not enabled");
    }
  }

  private static void source(Section url) {
    if (!url.isReference()) {
      Forms.notASource(url.text()).ifPresent(url::error);
    }
  }

  private void components() {
    for (String component : List.of("apiServer", "controllerManager", "scheduler")) {
      for (String part : List.of("requests", "limits")) {
        Section resources = cluster.at(component, "resources", part);
        for (String key : resources.keys()) {
          if (!Set.of("cpu", "memory").contains(key)) {
            resources.at(key).error("only cpu and memory can be set");
          }
        }
      }
    }
    Section server = cluster.at("apiServer");
    for (Section authorizer : server.at("authorizationConfig").items()) {
      authorizer.at("type").exactly("Node", "RBAC", "Webhook");
      if (!authorizer.at("name").filled()) {
        authorizer.at("name").error("is required");
      }
    }
    if (!server.at("authorizationConfig").items().isEmpty()) {
      for (String argument : server.at("extraArgs").keys()) {
        if (argument.startsWith("authorization-")) {
          server.at("extraArgs", argument).error("cannot be set together with authorizationConfig");
        }
      }
    }
  }
}
