package dev.blackstart.app.cli;

import dev.blackstart.app.fresh.Wish;
import dev.blackstart.app.fresh.Wishes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What a new cluster is to be like. */
final class InitOptions {
  @Option(
      names = "--controlplane",
      paramLabel = "MACHINE",
      description =
          "ADDRESS[,name=N][,disk=/dev/X|,serial=S|,wwid=W|,model=M][,mac=M][,fingerprint=F];"
              + " may be given again")
  private List<String> controlPlanes = new ArrayList<>();

  @Option(names = "--worker", paramLabel = "MACHINE", description = "the same of a worker")
  private List<String> workers = new ArrayList<>();

  @Option(
      names = "--vip",
      paramLabel = "ADDRESS",
      description = "an address the control planes share")
  private String vip;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "of the control plane (default: of the VIP, else of the only one)")
  private String endpoint;

  @Option(names = "--network", paramLabel = "CIDR", description = "the machines' own network")
  private String network;

  @Option(
      names = "--gateway",
      paramLabel = "ADDRESS",
      description = "makes addresses static (default: they come by DHCP)")
  private String gateway;

  @Option(names = "--nameserver", paramLabel = "ADDRESS", description = "may be given again")
  private List<String> nameservers = new ArrayList<>();

  @Option(names = "--time-server", paramLabel = "NAME", description = "may be given again")
  private List<String> timeServers = new ArrayList<>();

  @Option(names = "--pod-network", paramLabel = "CIDR", description = "default: 10.244.0.0/16")
  private String pods;

  @Option(names = "--service-network", paramLabel = "CIDR", description = "default: 10.96.0.0/12")
  private String services;

  @Option(names = "--dns-domain", paramLabel = "NAME", description = "default: cluster.local")
  private String domain;

  @Option(
      names = "--talos-version",
      paramLabel = "VERSION",
      description = "default: what the machines booted, else the newest known")
  private String talos;

  @Option(names = "--kubernetes-version", paramLabel = "VERSION", description = "of Kubernetes")
  private String kubernetes;

  @Option(names = "--installer", paramLabel = "IMAGE", description = "the image to install")
  private String installer;

  @Option(
      names = "--schematic",
      paramLabel = "FILE|ID",
      description = "the Image Factory's image of that schematic, instead")
  private String schematic;

  @Option(
      names = "--git-url",
      paramLabel = "URL",
      description = "where Flux fetches the repository (default: Git's remote origin)")
  private String gitUrl;

  @Option(names = "--git-branch", paramLabel = "NAME", description = "default: the current one")
  private String gitBranch;

  @Option(
      names = "--known-hosts",
      paramLabel = "FILE",
      description = "keys of the Git host, for ssh (those of GitHub and GitLab are known)")
  private String knownHosts;

  @Option(
      names = "--age",
      paramLabel = "RECIPIENT",
      description =
          "whom secrets are encrypted for (default: whom .sops.yaml names, else your own key, else"
              + " a new one, age.key); may be given again")
  private List<String> recipients = new ArrayList<>();

  @Option(
      names = "--from-secrets",
      paramLabel = "FILE",
      description = "a bundle of talosctl gen secrets, instead of a new one")
  private String secrets;

  Wishes wishes(String name) {
    Map<Wish, List<String>> said = new EnumMap<>(Wish.class);
    one(said, Wish.NAME, name);
    said.put(Wish.CONTROL_PLANES, controlPlanes);
    said.put(Wish.WORKERS, workers);
    one(said, Wish.VIP, vip);
    one(said, Wish.ENDPOINT, endpoint);
    one(said, Wish.NETWORK, network);
    one(said, Wish.GATEWAY, gateway);
    said.put(Wish.NAMESERVERS, nameservers);
    said.put(Wish.TIME_SERVERS, timeServers);
    one(said, Wish.PODS, pods);
    one(said, Wish.SERVICES, services);
    one(said, Wish.DOMAIN, domain);
    one(said, Wish.TALOS, talos);
    one(said, Wish.KUBERNETES, kubernetes);
    one(said, Wish.INSTALLER, installer);
    one(said, Wish.SCHEMATIC, schematic);
    one(said, Wish.GIT_URL, gitUrl);
    one(said, Wish.GIT_BRANCH, gitBranch);
    one(said, Wish.KNOWN_HOSTS, knownHosts);
    said.put(Wish.RECIPIENTS, recipients);
    one(said, Wish.SECRETS, secrets);
    return new Wishes(said);
  }

  private static void one(Map<Wish, List<String>> said, Wish wish, String value) {
    if (value != null) {
      said.put(wish, List.of(value));
    }
  }
}
