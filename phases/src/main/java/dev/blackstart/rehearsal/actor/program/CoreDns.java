package dev.blackstart.rehearsal.actor.program;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.fault.FaultKind;
import dev.blackstart.rehearsal.pod.HttpCall;
import dev.blackstart.rehearsal.pod.HttpReply;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CoreDNS with the plugins kubernetes, health, ready, prometheus and forward: it knows Services by
 * the zone of its Corefile. Names outside get an address nobody has (RFC 5737), for a rehearsal
 * asks nobody outside.
 */
final class CoreDns implements Program {
  private static final Pattern ZONE = Pattern.compile("(?m)^\\s*kubernetes\\s+([A-Za-z0-9.-]+)");
  private static final byte[] OUTSIDE = {(byte) 192, 0, 2, 53};

  private final Surroundings around;
  private final Informer services;

  CoreDns(Surroundings around) {
    this.around = around;
    this.services = around.informer(ResourceType.SERVICES);
  }

  @Override
  public boolean is(Resource pod) {
    return List.of("kube-dns", "coredns").contains(pod.label("k8s-app"))
        || pod.label("app.kubernetes.io/name").equals("coredns");
  }

  @Override
  public boolean listens(Resource pod, int port) {
    return List.of(53, 8080, 8181, 9153).contains(port);
  }

  @Override
  public Optional<HttpReply> http(Resource pod, int port, HttpCall call) {
    return switch (port) {
      case 8080 -> Optional.of(call.path().equals("/health") ? said(true, "OK") : unknown());
      case 8181 -> Optional.of(call.path().equals("/ready") ? ready(pod) : unknown());
      case 9153 -> Optional.of(call.path().equals("/metrics") ? metrics() : unknown());
      default -> Optional.empty();
    };
  }

  private static HttpReply ready(Resource pod) {
    return pod.isTrue("Ready") ? said(true, "OK") : said(false, "kubernetes");
  }

  private static HttpReply said(boolean well, String text) {
    return HttpReply.text(well ? 200 : 503, text);
  }

  private static HttpReply unknown() {
    return HttpReply.text(404, "404 page not found\n");
  }

  private static HttpReply metrics() {
    return HttpReply.text(
        200,
        """
        # HELP coredns_plugin_enabled A metric that indicates whether a plugin is enabled.
        # TYPE coredns_plugin_enabled gauge
        coredns_plugin_enabled{name="kubernetes",server="dns://:53",view="",zone="."} 1
        """);
  }

  @Override
  public Optional<byte[]> datagram(Resource pod, int port, byte[] said) {
    return DnsQuery.of(said).map(query -> answered(pod, query));
  }

  private byte[] answered(Resource pod, DnsQuery query) {
    String zone = "." + zone(pod);
    if (!query.name().endsWith(zone)) {
      String node = pod.spec().path("nodeName").asText();
      return around.faults().strikes(FaultKind.DNS_OUTSIDE, node)
          ? query.refused(DnsQuery.SERVER_FAILURE)
          : query.answered(OUTSIDE);
    }
    String[] parts =
        query.name().substring(0, query.name().length() - zone.length()).split("\\.", -1);
    Optional<Resource> service =
        parts.length == 3 && parts[2].equals("svc")
            ? services.get(new Key(parts[1], parts[0]))
            : Optional.empty();
    return service
        .map(found -> address(found.spec().path("clusterIP").asText()))
        .filter(address -> address.length == 4)
        .map(query::answered)
        .orElseGet(() -> query.refused(DnsQuery.NO_SUCH_NAME));
  }

  private static byte[] address(String text) {
    if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      return new byte[0];
    }
    byte[] address = new byte[4];
    String[] parts = text.split("\\.", -1);
    for (int i = 0; i < parts.length; i++) {
      address[i] = (byte) Integer.parseInt(parts[i]);
    }
    return address;
  }

  /** The cluster's domain, as the Corefile in one of the pod's ConfigMaps names it. */
  private String zone(Resource pod) {
    for (JsonNode volume : pod.spec().path("volumes")) {
      String name = volume.path("configMap").path("name").asText();
      if (!name.isEmpty()) {
        Optional<String> zone =
            around
                .client()
                .find(ResourceType.CONFIG_MAPS, new Key(pod.namespace(), name))
                .map(map -> ZONE.matcher(map.json().path("data").path("Corefile").asText()))
                .filter(Matcher::find)
                .map(found -> found.group(1).replaceFirst("\\.$", ""));
        if (zone.isPresent()) {
          return zone.get();
        }
      }
    }
    return "cluster.local";
  }
}
