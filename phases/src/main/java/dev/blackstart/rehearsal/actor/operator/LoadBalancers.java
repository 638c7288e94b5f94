package dev.blackstart.rehearsal.actor.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.LabelSelector;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.fault.FaultKind;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Cilium's address management: Services of type LoadBalancer get addresses out of its pools. */
public final class LoadBalancers {
  private static final ResourceType POOLS =
      new ResourceType(
          "cilium.io", "v2alpha1", "ciliumloadbalancerippools", "CiliumLoadBalancerIPPool", false);
  private static final String SATISFIED = "cilium.io/IPAMRequestSatisfied";
  private static final String NO_POOL =
      "There are no enabled CiliumLoadBalancerIPPools that match this service";
  private static final String EXHAUSTED =
      "All enabled CiliumLoadBalancerIPPools that match this service ran out of allocatable IPs";

  private final Surroundings around;
  private final Informer services;
  private final RunningPods operator;

  public LoadBalancers(Surroundings around) {
    this.around = around;
    this.services = around.informer(ResourceType.SERVICES);
    this.operator = new RunningPods(around, pod -> pod.label("io.cilium/app").equals("operator"));
    around.whenDefined(
        POOLS,
        () -> {
          Reconciler queue = around.reconciler(this::reconcile, ResourceType.SERVICES, POOLS);
          Runnable all =
              () ->
                  services.all().stream()
                      .filter(LoadBalancers::wants)
                      .forEach(service -> queue.add(service.key()));
          services.listen(change -> all.run());
          around.informer(POOLS).listen(change -> all.run());
          operator.listen(all);
        });
  }

  private static boolean wants(Resource service) {
    String by = service.spec().path("loadBalancerClass").asText();
    return service.spec().path("type").asText().equals("LoadBalancer")
        && !service.deleting()
        && (by.isEmpty() || by.startsWith("io.cilium/"));
  }

  private static String address(Resource service) {
    return service.status().at("/loadBalancer/ingress/0/ip").asText();
  }

  private void reconcile(Key key) {
    Optional<Resource> found = services.get(key).filter(LoadBalancers::wants);
    if (found.isEmpty() || !address(found.get()).isEmpty() || !operator.ready()) {
      return;
    }
    Resource service = found.get();
    if (around.faults().strikes(FaultKind.NO_ADDRESS, service.namespace(), service.name())) {
      show(service, "out_of_ips", EXHAUSTED, Json.array());
      return;
    }
    List<String> free = candidates(service).without(taken(service)::contains);
    String wish = wish(service);
    Optional<String> given =
        wish.isEmpty() ? free.stream().findFirst() : free.stream().filter(wish::equals).findFirst();
    ArrayNode ingress = Json.array();
    given.ifPresent(address -> ingress.add(Json.object("ip", address, "ipMode", "VIP")));
    show(
        service,
        given.isPresent() ? "satisfied" : "no_pool",
        given.isPresent() ? "" : NO_POOL,
        ingress);
  }

  private void show(Resource service, String reason, String message, ArrayNode ingress) {
    boolean satisfied = !ingress.isEmpty();
    for (JsonNode condition : service.status().path("conditions")) {
      if (!satisfied && condition.path("type").asText().equals(SATISFIED)) {
        return; // it has been told
      }
    }
    ArrayNode conditions =
        Json.array(
            Json.object(
                "type",
                SATISFIED,
                "status",
                satisfied ? "True" : "False",
                "reason",
                reason,
                "message",
                message,
                "observedGeneration",
                service.generation(),
                "lastTransitionTime",
                around.wall()));
    services.saw(
        around
            .client()
            .as("cilium-operator-generic")
            .mergeStatus(
                ResourceType.SERVICES,
                service.key(),
                Json.object(
                    "loadBalancer", Json.object("ingress", ingress), "conditions", conditions)));
  }

  private static String wish(Resource service) {
    String ips = service.annotation("lbipam.cilium.io/ips");
    ips = ips.isEmpty() ? service.annotation("io.cilium/lb-ipam-ips") : ips;
    ips = ips.isEmpty() ? service.spec().path("loadBalancerIP").asText() : ips;
    return ips.split(",")[0].strip();
  }

  private static String sharing(Resource service) {
    String key = service.annotation("lbipam.cilium.io/sharing-key");
    return key.isEmpty() ? service.annotation("io.cilium/lb-ipam-sharing-key") : key;
  }

  /** Addresses of others, unless they share theirs with this one. */
  private Set<String> taken(Resource service) {
    Set<String> taken = new HashSet<>();
    services.all().stream()
        .filter(other -> !other.uid().equals(service.uid()) && !address(other).isEmpty())
        .filter(other -> sharing(service).isEmpty() || !sharing(other).equals(sharing(service)))
        .forEach(other -> taken.add(address(other)));
    return taken;
  }

  private AddressRanges candidates(Resource service) {
    Map<String, String> labels = new TreeMap<>(service.labels());
    labels.put("io.kubernetes.service.name", service.name());
    labels.put("io.kubernetes.service.namespace", service.namespace());
    AddressRanges ranges = new AddressRanges();
    around.informer(POOLS).all().stream()
        .sorted(Comparator.comparing(Resource::name))
        .filter(pool -> !pool.spec().path("disabled").asBoolean())
        .filter(pool -> LabelSelector.selects(pool.spec().path("serviceSelector"), labels))
        .forEach(pool -> pool.spec().path("blocks").forEach(ranges::add));
    return ranges;
  }
}
