package dev.blackstart.rehearsal.actor.program;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.fault.FaultKind;
import dev.blackstart.rehearsal.pod.HttpCall;
import dev.blackstart.rehearsal.pod.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spegel: the OCI distribution API for the images of its node and of every other node where it
 * runs. A node has the images of its containers.
 */
final class Spegel implements Program {
  private static final String KIND = "sha256:";

  /** How many digits of a layer's digest are its own. */
  private static final int DIFFERENT = 8;

  private static final String MIRRORED = "x-spegel-mirrored";
  private static final Pattern CONTENT =
      Pattern.compile("/v2/(.+)/(manifests|blobs)/(sha256:[0-9a-f]{64}|[\\w.-]+)");

  private final Surroundings around;
  private final Informer pods;

  Spegel(Surroundings around) {
    this.around = around;
    this.pods = around.informer(ResourceType.PODS);
  }

  @Override
  public boolean is(Resource pod) {
    return pod.label("app.kubernetes.io/name").equals("spegel");
  }

  @Override
  public boolean listens(Resource pod, int port) {
    for (JsonNode container : pod.spec().path("containers")) {
      for (JsonNode one : container.path("ports")) {
        if (one.path("name").asText().equals("registry")) {
          return one.path("containerPort").asInt() == port;
        }
      }
    }
    return false;
  }

  @Override
  public Optional<HttpReply> http(Resource pod, int port, HttpCall call) {
    if (call.path().matches("/v2/?")) {
      return Optional.of(HttpReply.text(200, ""));
    }
    Matcher asked = CONTENT.matcher(call.path());
    if (!asked.matches()) {
      return Optional.of(HttpReply.text(404, ""));
    }
    String image = call.parameter("ns") + "/" + asked.group(1);
    String node = pod.spec().path("nodeName").asText();
    boolean here = images(node).stream().anyMatch(each -> each.isMeantBy(image, asked.group(3)));
    boolean there = !call.header(MIRRORED).equals("true") && elsewhere(node, image, asked.group(3));
    if (!here && (!there || around.faults().strikes(FaultKind.MIRROR, node))) {
      return Optional.of(
          HttpReply.text(404, "could not find peer for " + image + "@" + asked.group(3) + "\n"));
    }
    return Optional.of(
        asked.group(2).equals("manifests")
            ? manifest(asked.group(3))
            : HttpReply.text(200, "layer\n"));
  }

  private boolean elsewhere(String node, String image, String reference) {
    return pods.all().stream()
        .filter(other -> is(other) && other.isTrue("Ready"))
        .map(other -> other.spec().path("nodeName").asText())
        .filter(other -> !other.equals(node))
        .flatMap(other -> images(other).stream())
        .anyMatch(each -> each.isMeantBy(image, reference));
  }

  private Set<Image> images(String node) {
    Set<Image> images = new HashSet<>();
    for (Resource pod : pods.all()) {
      if (pod.spec().path("nodeName").asText().equals(node)) {
        for (JsonNode status : pod.status().path("containerStatuses")) {
          Image.of(status).ifPresent(images::add);
        }
      }
    }
    return images;
  }

  /** An image of a container, by its whole name. */
  private record Image(String name, String tag, String digest) {
    static Optional<Image> of(JsonNode status) {
      String[] id = status.path("imageID").asText().split("@sha256:", -1);
      String image = status.path("image").asText();
      int tag = image.replaceFirst("@.*", "").lastIndexOf(':');
      return id.length == 2
          ? Optional.of(
              new Image(
                  whole(id[0]),
                  tag > image.lastIndexOf('/') ? image.substring(tag + 1) : "",
                  id[1]))
          : Optional.empty();
    }

    private static String whole(String name) {
      String host = name.split("/", 2)[0];
      boolean named = host.matches(".*[.:].*|localhost") && name.contains("/");
      return named ? name : "docker.io/" + (name.contains("/") ? "" : "library/") + name;
    }

    /** Its layer has a digest with the same end: no image of a rehearsal has real ones. */
    boolean isMeantBy(String wholeName, String reference) {
      return name.equals(wholeName)
          && (reference.equals(tag)
              || reference.startsWith(KIND)
                  && digest.endsWith(reference.substring(KIND.length() + DIFFERENT)));
    }
  }

  /** One layer, whose digest ends like the image's. */
  private static HttpReply manifest(String reference) {
    String end =
        reference.startsWith(KIND)
            ? reference.substring(KIND.length() + DIFFERENT)
            : "0".repeat(56);
    return new HttpReply(
        200,
        "application/vnd.oci.image.manifest.v1+json",
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
        "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","size":6,\
        "digest":"sha256:00000000%s"}]}\
        """
            .formatted(end)
            .getBytes(StandardCharsets.UTF_8));
  }
}
