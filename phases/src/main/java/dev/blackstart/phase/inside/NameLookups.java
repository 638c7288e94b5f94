package dev.blackstart.phase.inside;

import dev.blackstart.world.Inside.Command;
import dev.blackstart.world.Inside.Ran;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether each node gets answers from the cluster's name server, for a name inside and one outside,
 * and reaches the API server by its Service. The agent of the network asks, from the node's own
 * network: over UDP as programs do, since that is what breaks where masquerading is wrong.
 */
public final class NameLookups {
  /** Where images come from; what answers is not used. */
  static final String OUTSIDE = "ghcr.io";

  /**
   * Arguments: the name server's address and port, the API server's, then one message for each
   * question. Bash's own printf would write at each line's end, which is a datagram each.
   */
  static final String SCRIPT =
      """
      ask() {
        exec 3<>"/dev/udp/$1/$2" || return
        printf %b "$3" | dd bs=512 iflag=fullblock status=none >&3
        timeout 2 dd bs=4096 count=1 status=none <&3 | base64 -w0
        exec 3>&-
      }
      timeout 3 bash -c 'exec 3<>"/dev/tcp/$1/$2"' api "$3" "$4" 2>/dev/null && echo api || echo no-api
      for message in "${@:5}"; do
        said=$(ask "$1" "$2" "$message")
        echo "answer ${said:-$(ask "$1" "$2" "$message")}"
      done
      """;

  private static final String NOBODY_TO_ASK =
      "names were not asked for from the nodes: no agent of Cilium or Calico runs to ask from";

  private static final Pattern ZONE =
      Pattern.compile("(?m)^\\s*kubernetes\\s+([A-Za-z0-9.-]*[A-Za-z0-9])");
  private static final int IPV4 = 1;
  private static final int IPV6 = 28;

  private NameLookups() {}

  /**
   * Asks from each node.
   *
   * @param server the name server's Service
   * @param nodes by name
   */
  public static Answers ask(World world, KubeObject server, List<String> nodes) {
    Optional<KubeObject> api =
        world.kube().get(new KubeObject.Ref("v1", "Service", "default", "kubernetes"));
    String address = server.text("spec", "clusterIP");
    if (api.isEmpty() || address.isEmpty() || address.equals("None")) {
      return Answers.NONE;
    }
    String inside = "kubernetes.default.svc." + domain(world, server.namespace());
    List<String> words = words(address, api.get().text("spec", "clusterIP"), inside);
    Map<String, KubeObject> agents = Agents.ready(world);
    if (agents.isEmpty()) {
      return new Answers(0, List.of(), List.of(), List.of(NOBODY_TO_ASK));
    }
    List<String> asked = nodes.stream().filter(agents::containsKey).toList();
    List<Waiting> unasked = new ArrayList<>();
    nodes.stream()
        .filter(node -> !agents.containsKey(node))
        .forEach(node -> unasked.add(new Waiting(node, "no agent of Cilium or Calico is ready")));
    List<Command> commands =
        asked.stream().map(node -> Agents.command(agents.get(node), words)).toList();
    List<Ran> answers = world.kube().inside().run(commands);
    List<Waiting> wrong = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    int heard = 0;
    for (int i = 0; i < asked.size(); i++) {
      Ran ran = answers.get(i);
      List<String> lines = ran.out().lines().map(String::strip).toList();
      if (!ran.ok() || lines.size() != 3) {
        Waiting silent = new Waiting(asked.get(i), Words.notRun(ran));
        if (Words.isForbidden(ran.unasked())) {
          remarks.add(silent.toString());
        } else {
          unasked.add(silent);
        }
        continue;
      }
      heard++;
      judge(asked.get(i), lines, inside, wrong, remarks);
    }
    return new Answers(heard, wrong, unasked, remarks);
  }

  private static List<String> words(String dns, String api, String inside) {
    int type = api.contains(":") ? IPV6 : IPV4;
    return List.of(
        "bash",
        "-c",
        SCRIPT,
        "ask",
        dns,
        "53",
        api,
        "443",
        new Question(inside, type).escaped(),
        new Question(OUTSIDE, IPV4).escaped());
  }

  private static void judge(
      String node, List<String> lines, String inside, List<Waiting> wrong, List<String> remarks) {
    if (!lines.getFirst().equals("api")) {
      wrong.add(new Waiting(node, "does not reach the API server by its Service"));
    }
    String within = Question.judged(lines.get(1).replaceFirst("^answer", ""));
    if (!within.equals(Question.OK)) {
      wrong.add(new Waiting(node, "asked for " + inside + " and got " + within));
      return;
    }
    String outside = Question.judged(lines.get(2).replaceFirst("^answer", ""));
    if (!outside.equals(Question.OK)) {
      remarks.add(node + " asked for " + OUTSIDE + " and got " + outside);
    }
  }

  /** The cluster's domain as the name server's Corefile has it. */
  private static String domain(World world, String namespace) {
    return world.kube().list("v1", "ConfigMap", namespace).stream()
        .map(map -> ZONE.matcher(map.text("data", "Corefile")))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst()
        .orElse("cluster.local");
  }
}
