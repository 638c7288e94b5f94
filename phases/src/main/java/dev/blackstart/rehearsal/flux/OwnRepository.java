package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.util.List;

/** Tells the operator's own repository, the one the FluxInstance syncs, from all others. */
final class OwnRepository {
  private final Surroundings around;

  OwnRepository(Surroundings around) {
    this.around = around;
  }

  /** Whether a GitRepository is the working tree; without a synced instance every one may be. */
  boolean is(Resource repository) {
    boolean known =
        around
            .informer(ResourceType.DEFINITIONS)
            .get(Key.cluster(FluxTypes.definition(FluxTypes.INSTANCES)))
            .isPresent();
    List<String> synced =
        known
            ? around.informer(FluxTypes.INSTANCES).all().stream()
                .map(instance -> instance.spec().path("sync").path("url"))
                .filter(JsonNode::isTextual)
                .map(url -> address(url.asText()))
                .toList()
            : List.of();
    return synced.isEmpty() || synced.contains(address(repository.spec().path("url").asText()));
  }

  /** Host and path of a URL, whatever the protocol and user. */
  private static String address(String url) {
    return url.replaceFirst("^[a-z+]+://", "")
        .replaceFirst("^[^@/]+@", "")
        .replaceFirst("^([^/:]+):(?![0-9]+/)", "$1/")
        .replaceFirst("\\.git/?$", "");
  }
}
