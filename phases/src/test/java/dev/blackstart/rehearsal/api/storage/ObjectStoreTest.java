package dev.blackstart.rehearsal.api.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ObjectStoreTest {
  private static final GroupResource CONFIGMAPS = new GroupResource("", "configmaps");
  private static final GroupResource SECRETS = new GroupResource("", "secrets");

  private final ObjectStore store = new ObjectStore(100);

  private static ObjectNode object(String name, String value) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.putObject("metadata").put("name", name).put("namespace", "ns");
    return object.put("value", value);
  }

  @Test
  void allResourcesCountInOneVersion() {
    store.create(CONFIGMAPS, object("a", "1"));
    store.create(SECRETS, object("a", "1"));
    long first = store.get(CONFIGMAPS, "ns", "a").path("metadata").path("resourceVersion").asLong();
    long second = store.get(SECRETS, "ns", "a").path("metadata").path("resourceVersion").asLong();
    assertEquals(first + 1, second);
    assertFalse(store.create(CONFIGMAPS, object("a", "2")));
  }

  @Test
  void onlyOneOfTwoWritersWins() {
    store.create(CONFIGMAPS, object("a", "1"));
    ObjectNode read = store.get(CONFIGMAPS, "ns", "a");
    assertTrue(store.replace(CONFIGMAPS, read, object("a", "2")));
    assertFalse(store.replace(CONFIGMAPS, read, object("a", "3")));
    assertFalse(store.remove(CONFIGMAPS, read, object("a", "3")));
    assertEquals("2", store.get(CONFIGMAPS, "ns", "a").path("value").asText());
    assertEquals("1", read.path("value").asText());
  }

  @Test
  void thePastCanBeListed() {
    store.create(CONFIGMAPS, object("a", "1"));
    store.create(CONFIGMAPS, object("b", "1"));
    long then = store.revision();
    ObjectNode a = store.get(CONFIGMAPS, "ns", "a");
    store.replace(CONFIGMAPS, a, object("a", "2"));
    store.remove(CONFIGMAPS, store.get(CONFIGMAPS, "ns", "b"), object("b", "1"));
    store.create(CONFIGMAPS, object("c", "1"));
    ObjectStore.Listing past = store.list(CONFIGMAPS, "ns", then);
    assertEquals(then, past.revision());
    assertEquals(
        List.of("a", "b"),
        past.objects().stream().map(o -> o.path("metadata").path("name").asText()).toList());
    assertSame(a, past.objects().get(0));
  }

  @Test
  void whoFallsBehindIsToldSo() throws InterruptedException {
    long start = store.revision();
    store.create(CONFIGMAPS, object("a", "0"));
    for (int i = 1; i < 150; i++) {
      store.replace(CONFIGMAPS, store.get(CONFIGMAPS, "ns", "a"), object("a", "" + i));
    }
    assertThrows(ExpiredException.class, () -> store.changes(CONFIGMAPS, start, 0));
    assertThrows(ExpiredException.class, () -> store.list(CONFIGMAPS, "", start + 1));
    long recent = store.revision() - 90;
    long seen = recent;
    int count = 0;
    for (ObjectStore.Changes changes = store.changes(CONFIGMAPS, seen, 0);
        !changes.changes().isEmpty();
        changes = store.changes(CONFIGMAPS, seen, 0)) {
      count += changes.changes().size();
      seen = changes.upTo();
    }
    assertEquals(90, count);
  }

  @Test
  void waitersWakeForAChangeAndForTheEnd() throws InterruptedException {
    long now = store.revision();
    Thread writer = Thread.ofVirtual().start(() -> store.create(CONFIGMAPS, object("a", "1")));
    ObjectStore.Changes changes = store.changes(CONFIGMAPS, now, TimeUnit.SECONDS.toNanos(10));
    writer.join();
    assertEquals(Change.Kind.ADDED, changes.changes().get(0).kind());
    store.create(SECRETS, object("s", "1"));
    // A quiet resource is up to date with the others' changes too.
    assertEquals(store.revision(), store.changes(CONFIGMAPS, changes.upTo(), 0).upTo());
    store.close();
    assertTrue(store.changes(CONFIGMAPS, store.revision(), TimeUnit.SECONDS.toNanos(10)).closed());
  }
}
