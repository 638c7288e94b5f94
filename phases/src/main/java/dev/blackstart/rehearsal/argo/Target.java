package dev.blackstart.rehearsal.argo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What an Application wants to be there.
 *
 * @param revision of the sources
 * @param spec what it was made from, to tell whether it is still meant
 */
record Target(String revision, String spec, List<ObjectNode> objects) {
  private static final String WAVE = "argocd.argoproj.io/sync-wave";

  /** The objects in waves, the lowest number first. */
  List<List<ObjectNode>> waves() {
    TreeMap<Integer, List<ObjectNode>> waves = new TreeMap<>();
    objects.forEach(
        object -> waves.computeIfAbsent(wave(object), any -> new ArrayList<>()).add(object));
    return List.copyOf(waves.values());
  }

  private static int wave(ObjectNode object) {
    String wave = new Resource(object).annotation(WAVE);
    return wave.matches("-?\\d{1,9}") ? Integer.parseInt(wave) : 0;
  }
}
