package dev.blackstart.phase.stack;

import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * Cilium's ClusterMesh as far as objects tell: this cluster's own id, its API server for the others
 * at work and with an address, its certificates, and what the agents are given of each remote one.
 * Whether the sessions stand, only the agents know.
 */
final class ClusterMesh implements StackCheck {
  private static final String WHO = "ClusterMesh";

  @Override
  public Found look(World world) {
    MeshObjects mesh = new MeshObjects(world);
    List<String> names = mesh.names();
    if (!mesh.isMeshed()) {
      return new Found("remote cluster", 0, List.of());
    }
    List<Waiting> wrong = new ArrayList<>();
    if (mesh.isConfigured() && mesh.id() == 0) {
      wrong.add(
          new Waiting(
              WHO, "cluster.id of Cilium is 0: each cluster of a mesh needs its own, 1 to 255"));
    }
    mesh.server().ifPresent(server -> serves(mesh, server, wrong));
    mesh.remotes()
        .forEach(
            (name, endpoint) -> {
              if (endpoint.isEmpty()) {
                wrong.add(new Waiting(to(name), "its configuration names no endpoint"));
              }
              mesh.lacking(name)
                  .forEach(file -> wrong.add(new Waiting(to(name), "the secret lacks " + file)));
            });
    wrong.addAll(mesh.certificates().wrong());
    return new Found("remote cluster", names.size(), wrong);
  }

  private static String to(String name) {
    return WHO + " to " + name;
  }

  private static void serves(MeshObjects mesh, KubeObject server, List<Waiting> wrong) {
    if (server.number("status", "availableReplicas") == 0) {
      wrong.add(new Waiting(WHO, "no pod of clustermesh-apiserver is available to the others"));
    }
    if (mesh.service().isEmpty()) {
      wrong.add(new Waiting(WHO, "clustermesh-apiserver has no Service for the others"));
    } else if (mesh.service().get().text("spec", "type").equals("LoadBalancer")
        && mesh.address().isEmpty()) {
      wrong.add(new Waiting(WHO, "clustermesh-apiserver has no address for the others yet"));
    }
  }
}
