package dev.blackstart.app.fresh;

import dev.blackstart.app.Refusal;
import dev.blackstart.cluster.Role;
import dev.blackstart.repository.fresh.Cidr;
import dev.blackstart.repository.fresh.NewCluster;
import dev.blackstart.repository.fresh.NewMachine;
import dev.blackstart.repository.source.IpAddress;
import dev.blackstart.talos.FoundMachine;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A new cluster from what was said; whatever cannot be is refused before anything is written. */
final class ClusterDraft {
  /** Cilium takes no longer one. */
  private static final String NAME = "[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?";

  private final Wishes wishes;
  private final List<FoundMachine> found;

  /**
   * @param found what a scan met
   */
  ClusterDraft(Wishes wishes, List<FoundMachine> found) {
    this.wishes = wishes;
    this.found = found;
  }

  /**
   * The cluster.
   *
   * @param id tells it from the others of the repository
   * @throws Refusal 2
   */
  NewCluster cluster(int id, NewCluster.Git git, NewCluster.Sealing sealing) {
    String name = required(Wish.NAME);
    if (!name.matches(NAME)) {
      throw Wishes.wrong(Wish.NAME, name, "at most 32 small letters, digits and dashes");
    }
    List<NewMachine> machines = machines(name);
    NewCluster.Network network = network();
    Optional<String> vip = wishes.one(Wish.VIP);
    checkAddresses(machines, vip, network);
    VersionDraft versions = new VersionDraft(wishes, found);
    return new NewCluster(
        name,
        id,
        endpoint(machines, vip),
        vip,
        machines,
        versions.talos(),
        versions.kubernetes(),
        versions.installer(),
        network,
        git,
        sealing);
  }

  private String required(Wish wish) {
    return wishes
        .one(wish)
        .orElseThrow(
            () ->
                new Refusal(
                    2, wish.option() + " is missing", "see what is asked: blackstart init --help"));
  }

  private List<NewMachine> machines(String cluster) {
    List<NewMachine> machines = new ArrayList<>();
    for (Wish wish : List.of(Wish.CONTROL_PLANES, Wish.WORKERS)) {
      Role role = wish == Wish.WORKERS ? Role.WORKER : Role.CONTROL_PLANE;
      for (String text : wishes.all(wish)) {
        String name = String.format(Locale.ROOT, "%s-%02d", cluster, machines.size() + 1);
        machines.add(MachineDraft.of(wish, text, role, name, found));
      }
    }
    required(Wish.CONTROL_PLANES);
    Set<String> names = new HashSet<>();
    Set<String> addresses = new HashSet<>();
    for (NewMachine machine : machines) {
      if (!addresses.add(machine.address())) {
        throw new Refusal(
            2, machine.address() + " is said twice", "say each machine once, with one role");
      }
      if (!names.add(machine.name())) {
        throw new Refusal(
            2,
            "two machines are called " + machine.name(),
            "give each a name: ADDRESS,name=" + machine.name() + "-2");
      }
    }
    return machines;
  }

  private NewCluster.Network network() {
    Optional<Cidr> said = wishes.one(Wish.NETWORK).map(text -> cidr(Wish.NETWORK, text));
    Optional<String> gateway = wishes.one(Wish.GATEWAY);
    gateway.ifPresent(text -> address(Wish.GATEWAY, text));
    Optional<Cidr> lan = said.or(() -> gateway.flatMap(this::foundAround));
    if (gateway.isPresent() && lan.filter(net -> net.contains(gateway.get())).isEmpty()) {
      throw new Refusal(
          2,
          lan.isEmpty()
              ? "--gateway makes addresses static, and nothing tells their network"
              : "the gateway " + gateway.get() + " lies outside " + lan.get(),
          "say the network of the machines: --network 10.0.0.0/24");
    }
    wishes.all(Wish.NAMESERVERS).forEach(text -> address(Wish.NAMESERVERS, text));
    Cidr pods = cidr(Wish.PODS, wishes.one(Wish.PODS).orElse("10.244.0.0/16"));
    Cidr services = cidr(Wish.SERVICES, wishes.one(Wish.SERVICES).orElse("10.96.0.0/12"));
    if (pods.overlaps(services)) {
      throw new Refusal(
          2, "the networks of pods and of services overlap", "choose other ones: --pod-network");
    }
    String domain = wishes.one(Wish.DOMAIN).orElse("cluster.local");
    if (!domain.matches("[a-z0-9-]+(\\.[a-z0-9-]+)*")) {
      throw Wishes.wrong(Wish.DOMAIN, domain, "a DNS name");
    }
    return new NewCluster.Network(
        lan,
        gateway,
        wishes.all(Wish.NAMESERVERS),
        wishes.all(Wish.TIME_SERVERS),
        pods,
        services,
        domain);
  }

  private Optional<Cidr> foundAround(String gateway) {
    return found.stream()
        .flatMap(machine -> machine.link().stream())
        .flatMap(link -> link.addresses().stream())
        .flatMap(address -> Cidr.of(address).stream())
        .filter(net -> net.contains(gateway))
        .findFirst();
  }

  private static void checkAddresses(
      List<NewMachine> machines, Optional<String> vip, NewCluster.Network network) {
    vip.ifPresent(text -> address(Wish.VIP, text));
    for (NewMachine machine : machines) {
      if (vip.filter(machine.address()::equals).isPresent()) {
        throw new Refusal(
            2,
            "the VIP " + machine.address() + " is the address of " + machine.name(),
            "give the control planes one that no machine has");
      }
      within(network, machine.address());
      for (Cidr inner : List.of(network.pods(), network.services())) {
        if (inner.contains(machine.address())) {
          throw new Refusal(
              2,
              machine.address() + " lies in " + inner + ", which the cluster uses within",
              "choose another one: --pod-network, --service-network");
        }
      }
    }
    vip.ifPresent(text -> within(network, text));
  }

  private static void within(NewCluster.Network network, String address) {
    network
        .lan()
        .filter(lan -> !lan.contains(address))
        .ifPresent(
            lan -> {
              throw new Refusal(
                  2,
                  address + " lies outside " + lan,
                  "correct the address, or say the right --network");
            });
  }

  private String endpoint(List<NewMachine> machines, Optional<String> vip) {
    Optional<String> said = wishes.one(Wish.ENDPOINT);
    if (said.isEmpty()) {
      List<NewMachine> control =
          machines.stream().filter(each -> each.role() == Role.CONTROL_PLANE).toList();
      if (vip.isEmpty() && control.size() > 1) {
        throw new Refusal(
            2,
            control.size() + " control planes want one address between them",
            "say --vip ADDRESS, one nobody has, or --endpoint https://NAME:6443 of a balancer");
      }
      String host = vip.orElse(control.getFirst().address());
      return "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":6443";
    }
    try {
      URI uri = new URI(said.get());
      if ("https".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0) {
        return said.get();
      }
    } catch (URISyntaxException noUrl) {
      // Said below.
    }
    throw Wishes.wrong(Wish.ENDPOINT, said.get(), "a URL as https://10.0.0.10:6443");
  }

  private static Cidr cidr(Wish wish, String text) {
    return Cidr.of(text).orElseThrow(() -> Wishes.wrong(wish, text, "a network as 10.0.0.0/24"));
  }

  private static void address(Wish wish, String text) {
    if (!IpAddress.matches(text)) {
      throw Wishes.wrong(wish, text, "an IP address");
    }
  }
}
