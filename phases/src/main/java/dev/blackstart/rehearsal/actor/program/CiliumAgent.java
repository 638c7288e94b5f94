package dev.blackstart.rehearsal.actor.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.fault.FaultKind;
import dev.blackstart.rehearsal.pod.Ran;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What can be run beside Cilium's agent: {@code cilium-dbg status} and {@code bgp peers} as JSON,
 * and of its shell the one thing people use it for, which is to speak with an address from the
 * node: a script that opens {@code /dev/udp/$1/$2} to send each of the arguments from the fifth on,
 * and {@code /dev/tcp} to the third and fourth.
 */
final class CiliumAgent implements Program {
  private static final int SCRIPT = 2;
  private static final int FIRST = 4;

  /** What a remote cluster's configuration names of what the agent is given. */
  private static final Pattern FILE =
      Pattern.compile("/var/lib/cilium/clustermesh/([A-Za-z0-9._-]+)");

  /** What all clusters are shown, and what the own cache is, come from Secrets of their own. */
  private static final Pattern PROJECTED = Pattern.compile("(common|local)-etcd-client.*");

  private static final ResourceType BGP_NODES =
      new ResourceType("cilium.io", "v2", "ciliumbgpnodeconfigs", "CiliumBGPNodeConfig", false);

  private final Surroundings around;
  private final ServiceNetwork network;

  CiliumAgent(Surroundings around, ServiceNetwork network) {
    this.around = around;
    this.network = network;
  }

  @Override
  public boolean is(Resource pod) {
    return pod.label("k8s-app").equals("cilium");
  }

  @Override
  public Optional<Ran> run(Resource pod, List<String> words) {
    boolean asks =
        words.size() >= FIRST + 4
            && words.getFirst().equals("bash")
            && words.get(SCRIPT).contains("/dev/udp/$1/$2")
            && words.get(SCRIPT).contains("/dev/tcp/");
    if (asks) {
      return Optional.of(asked(pod, words.subList(FIRST, words.size())));
    }
    return switch (String.join(" ", words).replaceFirst("^cilium(-dbg)? ", "")) {
      case "status --brief" -> Optional.of(Ran.of("OK\n"));
      case "status -o json" -> Optional.of(Ran.of(status(pod) + "\n"));
      case "bgp peers -o json" -> Optional.of(Ran.of(peers(pod) + "\n"));
      default -> Optional.empty();
    };
  }

  private Ran asked(Resource pod, List<String> arguments) {
    String node = pod.spec().path("nodeName").asText();
    StringBuilder said = new StringBuilder();
    boolean api = network.connects(arguments.get(2), Integer.parseInt(arguments.get(3)));
    said.append(api ? "api\n" : "no-api\n");
    for (String query : arguments.subList(4, arguments.size())) {
      Optional<byte[]> answer =
          network.datagram(
              node, arguments.get(0), Integer.parseInt(arguments.get(1)), unescaped(query));
      said.append("answer ")
          .append(answer.map(Base64.getEncoder()::encodeToString).orElse(""))
          .append('\n');
    }
    return Ran.of(said.toString());
  }

  /** As {@code printf %b} does it. */
  private static byte[] unescaped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] raw = text.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '\\' && i + 3 < raw.length && raw[i + 1] == 'x') {
        bytes.write(Integer.parseInt(text.substring(i + 2, i + 4), 16));
        i += 3;
      } else {
        bytes.write(raw[i]);
      }
    }
    return bytes.toByteArray();
  }

  private ObjectNode status(Resource pod) {
    ArrayNode clusters = Json.array();
    around
        .client()
        .find(ResourceType.SECRETS, new Key("kube-system", "cilium-clustermesh"))
        .ifPresent(
            secret ->
                secret
                    .json()
                    .path("data")
                    .fieldNames()
                    .forEachRemaining(
                        name -> {
                          if (!name.contains(".")) {
                            clusters.add(remote(pod, name, secret));
                          }
                        }));
    return Json.object(
        "cilium",
        Json.object("state", "Ok", "msg", "1.18.0"),
        "cluster-mesh",
        Json.object("clusters", clusters, "num-global-services", 0));
  }

  /** A cluster that is not of this world is taken for one that answers, when there are keys. */
  private ObjectNode remote(Resource pod, String name, Resource secret) {
    JsonNode data = secret.json().path("data");
    byte[] config = Base64.getMimeDecoder().decode(data.path(name).asText());
    boolean keys =
        FILE.matcher(new String(config, StandardCharsets.UTF_8))
            .results()
            .map(file -> file.group(1))
            .allMatch(file -> PROJECTED.matcher(file).matches() || data.hasNonNull(file));
    boolean away =
        around.faults().strikes(FaultKind.MESH_DOWN, pod.spec().path("nodeName").asText(), name);
    boolean up = keys && !away;
    ObjectNode remote =
        Json.object("name", name, "connected", up, "ready", up, "num-nodes", up ? 1 : 0);
    if (!up) {
      remote.put(
          "status",
          keys
              ? "Waiting for initial connection to be established"
              : "etcd: no keys to connect with");
    }
    return remote;
  }

  private ArrayNode peers(Resource pod) {
    ArrayNode peers = Json.array();
    Key node = Key.cluster(pod.spec().path("nodeName").asText());
    around
        .client()
        .find(BGP_NODES, node)
        .ifPresent(
            config -> {
              for (JsonNode instance : config.status().path("bgpInstances")) {
                for (JsonNode peer : instance.path("peers")) {
                  peers.add(
                      Json.object(
                          "peer-address", peer.path("peerAddress"),
                          "peer-asn", peer.path("peerASN"),
                          "session-state", peer.path("peeringState")));
                }
              }
            });
    return peers;
  }
}
