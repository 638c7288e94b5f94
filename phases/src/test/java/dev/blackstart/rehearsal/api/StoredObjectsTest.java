package dev.blackstart.rehearsal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.Catalogue;
import dev.blackstart.rehearsal.api.rules.ServiceAddresses;
import dev.blackstart.rehearsal.api.schema.BuiltInTypes;
import dev.blackstart.rehearsal.api.storage.ExpiredException;
import dev.blackstart.rehearsal.api.storage.GroupResource;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import dev.blackstart.rehearsal.api.wire.Bodies;
import dev.blackstart.rehearsal.etcd.EtcdDatabase;
import dev.blackstart.rehearsal.etcd.SnapshotFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The store as etcd's database and back. */
class StoredObjectsTest {
  private static final GroupResource NODES = new GroupResource("", "nodes");
  private static final GroupResource CERTIFICATES =
      new GroupResource("cert-manager.io", "certificates");

  private final BuiltInTypes types = BuiltInTypes.read();
  private final ServiceAddresses addresses = new ServiceAddresses("10.96.0.0/12");

  @Test
  void everyObjectComesBackAtItsRevision() throws Exception {
    ObjectStore store = new ObjectStore(16);
    store.create(NODES, object("v1", "Node", "", "infra-01"));
    store.create(CERTIFICATES, object("cert-manager.io/v1", "Certificate", "web", "tls"));
    ObjectNode service = object("v1", "Service", "web", "front");
    service.putObject("spec").putArray("clusterIPs").add("10.96.0.53");
    store.create(new GroupResource("", "services"), service);
    byte[] file = SnapshotFile.write(objects(store).database());
    EtcdDatabase database = SnapshotFile.read(file);
    assertEquals(
        List.of(
            "/registry/minions/infra-01",
            "/registry/cert-manager.io/certificates/web/tls",
            "/registry/services/specs/web/front"),
        database.entries().stream().map(EtcdDatabase.Entry::key).toList());

    ObjectStore again = new ObjectStore(16);
    objects(again).restore(database, addresses);
    assertEquals(store.revision(), again.revision());
    assertEquals(store.get(NODES, "", "infra-01"), again.get(NODES, "", "infra-01"));
    assertEquals(store.get(CERTIFICATES, "web", "tls"), again.get(CERTIFICATES, "web", "tls"));
    assertEquals(
        "failed to allocate IP 10.96.0.53: provided IP is already allocated",
        addresses.take("10.96.0.53"));
    assertThrows(
        ExpiredException.class,
        () -> again.changes(NODES, 1, 0),
        "nobody can watch what was before");
  }

  @Test
  void whatIsNoObjectIsLeftOut() {
    ObjectStore store = new ObjectStore(16);
    byte[] sealed = "k8s:enc:secretbox:v1:key2:abc".getBytes(StandardCharsets.UTF_8);
    objects(store)
        .restore(
            new EtcdDatabase(
                9,
                List.of(
                    new EtcdDatabase.Entry("compact_rev_key", new byte[] {'7'}, 3, 3, 1),
                    new EtcdDatabase.Entry("/registry/secrets/a/b", sealed, 4, 4, 1),
                    new EtcdDatabase.Entry("/registry/minions/a", new byte[0], 5, 5, 1))),
            addresses);
    assertEquals(9, store.revision());
    assertEquals(List.of(), store.resources());
  }

  @Test
  void ownersAreKnownBeforeTheirDependentsAreLookedAt() throws Exception {
    ObjectNode pod = object("v1", "Pod", "web", "front-1");
    pod.withObject("/metadata").put("uid", "p");
    pod.withObject("/metadata").putArray("ownerReferences").addObject().put("uid", "o");
    ObjectNode owner = object("apps/v1", "ReplicaSet", "web", "front");
    owner.withObject("/metadata").put("uid", "o");
    EtcdDatabase database =
        new EtcdDatabase(
            20,
            List.of(
                new EtcdDatabase.Entry("/registry/pods/web/front-1", Bodies.bytes(pod), 7, 7, 1),
                new EtcdDatabase.Entry(
                    "/registry/replicasets/web/front", Bodies.bytes(owner), 8, 19, 2)));
    try (RunningServer server = RunningServer.embedded(database)) {
      EtcdDatabase kept = SnapshotFile.read(server.database());
      assertNotNull(find(kept, "/registry/pods/web/front-1"));
      assertNotNull(find(kept, "/registry/namespaces/kube-system"), "what was missing is made");
      assertNull(find(kept, "/registry/pods/web/front-2"));
    }
  }

  private static EtcdDatabase.Entry find(EtcdDatabase database, String key) {
    return database.entries().stream()
        .filter(entry -> entry.key().equals(key))
        .findFirst()
        .orElse(null);
  }

  private StoredObjects objects(ObjectStore store) {
    return new StoredObjects(store, Catalogue.builtIn(types), new Bodies(types));
  }

  private static ObjectNode object(String apiVersion, String kind, String namespace, String name) {
    ObjectNode object =
        (ObjectNode)
            Bodies.json(
                ("{\"apiVersion\":\"" + apiVersion + "\",\"kind\":\"" + kind + "\"}")
                    .getBytes(StandardCharsets.UTF_8));
    ObjectNode metadata = object.putObject("metadata").put("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return object;
  }
}
