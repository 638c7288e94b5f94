package dev.blackstart.phase.inside;

import dev.blackstart.world.KubeObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which images the nodes with a mirror have, told by the containers that run there. */
final class MirroredImages {
  private static final int SMALL = 64 * 1024;
  private static final Pattern MANIFEST =
      Pattern.compile(
          "\"digest\"\\s*:\\s*\"(sha256:[0-9a-f]{64})\"[^{}]*\"platform\"\\s*:\\s*\\{([^{}]*)\\}");
  private static final Pattern DIGEST =
      Pattern.compile("\"digest\"\\s*:\\s*\"(sha256:[0-9a-f]{64})\"");
  private static final Pattern SIZE = Pattern.compile("\"size\"\\s*:\\s*(\\d{1,9})\\b");

  private final Map<String, Set<String>> held = new HashMap<>();
  private final List<Image> images = new ArrayList<>();

  /**
   * @param mirrors pods of mirrors by node
   */
  MirroredImages(List<KubeObject> pods, Map<String, KubeObject> mirrors) {
    List<String> hosts = mirrors.values().stream().findFirst().map(this::hosts).orElse(List.of());
    for (KubeObject pod : pods) {
      String node = pod.text("spec", "nodeName");
      for (Object status : pod.list("status", "containerStatuses")) {
        String id = status instanceof Map<?, ?> map ? String.valueOf(map.get("imageID")) : "";
        int at = id.indexOf("@sha256:");
        if (at < 0) {
          continue;
        }
        held.computeIfAbsent(node, first -> new HashSet<>()).add(id);
        String host = id.substring(0, Math.max(0, id.indexOf('/')));
        boolean mirrored = hosts.isEmpty() || hosts.contains(host);
        if (mirrors.containsKey(node) && host.contains(".") && mirrored) {
          images.add(new Image(node, id));
        }
      }
    }
    images.sort(Comparator.comparing(Image::reference).thenComparing(Image::node));
  }

  /** Registries it mirrors, of its arguments; none where it mirrors all. */
  private List<String> hosts(KubeObject mirror) {
    List<String> hosts = new ArrayList<>();
    for (Object container : mirror.list("spec", "containers")) {
      if (container instanceof Map<?, ?> map && map.get("args") instanceof List<?> words) {
        for (Object word : words) {
          Matcher host = Pattern.compile("^https?://([^/$]+)/?$").matcher(String.valueOf(word));
          if (host.matches()) {
            hosts.add(host.group(1));
          }
        }
      }
    }
    return hosts;
  }

  /** An image of another node that runs nowhere on this one. */
  Optional<Image> elsewhere(String node) {
    Set<String> own = held.getOrDefault(node, Set.of());
    return images.stream()
        .filter(image -> !image.node().equals(node) && !own.contains(image.reference()))
        .findFirst();
  }

  /**
   * An image on a node.
   *
   * @param reference such as {@code ghcr.io/acme/web@sha256:…}
   */
  record Image(String node, String reference) {
    String manifest() {
      return path("manifests", reference.substring(reference.indexOf('@') + 1));
    }

    private String path(String kind, String digest) {
      String host = reference.substring(0, reference.indexOf('/'));
      String name = reference.substring(host.length() + 1, reference.indexOf('@'));
      return "/v2/" + name + "/" + kind + "/" + digest + "?ns=" + host;
    }

    /** The manifest of an architecture, when this is an index. */
    Optional<String> platformOf(String index, String architecture) {
      Matcher each = MANIFEST.matcher(index);
      while (each.find()) {
        if (each.group(2).contains("\"" + architecture + "\"")) {
          return Optional.of(path("manifests", each.group(1)));
        }
      }
      return Optional.empty();
    }

    /** A layer that is small enough to be asked for. */
    Optional<String> smallLayerOf(String manifest) {
      int layers = manifest.indexOf("\"layers\"");
      for (String each : layers < 0 ? new String[0] : manifest.substring(layers).split("\\{", -1)) {
        Matcher digest = DIGEST.matcher(each);
        Matcher size = SIZE.matcher(each);
        if (digest.find() && size.find() && Integer.parseInt(size.group(1)) <= SMALL) {
          return Optional.of(path("blobs", digest.group(1)));
        }
      }
      return Optional.empty();
    }
  }
}
