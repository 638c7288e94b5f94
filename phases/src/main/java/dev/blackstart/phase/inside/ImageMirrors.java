package dev.blackstart.phase.inside;

import dev.blackstart.world.Inside.Heard;
import dev.blackstart.world.Inside.Question;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Spegel (spegel.dev): the mirror of every node answers, and hands out an image that another node
 * has and its own has not. That tells containerd that forgets layers, or was given its settings in
 * the wrong place, which nothing else does.
 */
public final class ImageMirrors {
  private static final String PORT_NAME = "registry";
  private static final int USUAL_PORT = 5000;

  private ImageMirrors() {}

  /**
   * Asks the mirror of each of these nodes that has one.
   *
   * @param namespace where they run; empty for any
   */
  public static Answers ask(World world, String namespace, List<String> nodes) {
    List<KubeObject> pods = world.kube().list("v1", "Pod", "");
    Map<String, KubeObject> mirrors = new LinkedHashMap<>();
    pods.stream()
        .filter(pod -> pod.text("metadata", "labels", "app.kubernetes.io/name").equals("spegel"))
        .filter(pod -> namespace.isEmpty() || pod.namespace().equals(namespace))
        .filter(pod -> pod.condition("Ready").filter(ImageMirrors::isTrue).isPresent())
        .sorted(Comparator.comparing(pod -> pod.text("spec", "nodeName")))
        .filter(pod -> nodes.contains(pod.text("spec", "nodeName")))
        .forEach(pod -> mirrors.put(pod.text("spec", "nodeName"), pod));
    List<String> asked = List.copyOf(mirrors.keySet());
    List<Heard> pings =
        world
            .kube()
            .inside()
            .ask(asked.stream().map(node -> question(mirrors.get(node), "/v2/")).toList());
    List<Waiting> wrong = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    List<String> well = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      Heard ping = pings.get(i);
      if (ping.ok()) {
        well.add(asked.get(i));
      } else if (Words.isForbidden(ping.unasked())) {
        remarks.add(asked.get(i) + ": its mirror cannot be asked: " + said(ping));
      } else {
        wrong.add(new Waiting(asked.get(i), "its mirror does not answer: " + said(ping)));
      }
    }
    MirroredImages images = new MirroredImages(pods, mirrors);
    List<Waiting> lacking = new ArrayList<>();
    for (String node : well) {
      lack(world, node, mirrors.get(node), images).ifPresent(lacking::add);
    }
    return new Answers(well.size(), wrong, lacking, remarks);
  }

  private static boolean isTrue(KubeObject condition) {
    return condition.text("status").equals("True");
  }

  private static Question question(KubeObject mirror, String path) {
    return new Question(
        "pods", mirror.namespace(), mirror.name(), String.valueOf(port(mirror)), path, Map.of());
  }

  private static int port(KubeObject pod) {
    for (Object container : pod.list("spec", "containers")) {
      if (container instanceof Map<?, ?> map && map.get("ports") instanceof List<?> ports) {
        for (Object port : ports) {
          if (port instanceof Map<?, ?> one
              && PORT_NAME.equals(one.get("name"))
              && one.get("containerPort") instanceof Number number) {
            return number.intValue();
          }
        }
      }
    }
    return USUAL_PORT;
  }

  private static String said(Heard heard) {
    String why =
        heard.unasked().orElseGet(() -> "HTTP " + heard.code() + " " + Words.line(heard.body()));
    return Words.line(why);
  }

  /** Why a node's mirror does not hand out what another node has; absent when it does. */
  private static Optional<Waiting> lack(
      World world, String node, KubeObject mirror, MirroredImages images) {
    Optional<MirroredImages.Image> image = images.elsewhere(node);
    if (image.isEmpty()) {
      return Optional.empty();
    }
    Heard manifest = heard(world, mirror, image.get().manifest());
    if (!manifest.ok()) {
      return Optional.of(lacks(node, image.get(), "", manifest));
    }
    String body = manifest.body();
    Optional<String> platform =
        image.get().platformOf(body, architecture(world, image.get().node()));
    if (platform.isPresent()) {
      Heard inner = heard(world, mirror, platform.get());
      if (!inner.ok()) {
        return Optional.of(lacks(node, image.get(), "", inner));
      }
      body = inner.body();
    }
    return image
        .get()
        .smallLayerOf(body)
        .flatMap(
            layer -> {
              Heard content = heard(world, mirror, layer);
              return content.ok()
                  ? Optional.empty()
                  : Optional.of(lacks(node, image.get(), "a layer of ", content));
            });
  }

  private static String architecture(World world, String node) {
    return world.kube().list("v1", "Node", "").stream()
        .filter(each -> each.name().equals(node))
        .map(each -> each.text("status", "nodeInfo", "architecture"))
        .findFirst()
        .orElse("");
  }

  private static Heard heard(World world, KubeObject mirror, String path) {
    return world.kube().inside().ask(List.of(question(mirror, path))).getFirst();
  }

  private static Waiting lacks(String node, MirroredImages.Image image, String part, Heard answer) {
    return new Waiting(
        node,
        "its mirror does not hand out %s%s of %s: %s"
            .formatted(part, image.reference(), image.node(), said(answer)));
  }
}
