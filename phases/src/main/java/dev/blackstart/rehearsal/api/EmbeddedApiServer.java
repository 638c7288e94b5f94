package dev.blackstart.rehearsal.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.admission.AdmissionWebhooks;
import dev.blackstart.rehearsal.api.background.Upkeep;
import dev.blackstart.rehearsal.api.discovery.Discovery;
import dev.blackstart.rehearsal.api.discovery.OpenApi;
import dev.blackstart.rehearsal.api.http.HttpsListener;
import dev.blackstart.rehearsal.api.read.ObjectLists;
import dev.blackstart.rehearsal.api.read.Watches;
import dev.blackstart.rehearsal.api.resource.Catalogue;
import dev.blackstart.rehearsal.api.resource.CustomResources;
import dev.blackstart.rehearsal.api.rules.Admission;
import dev.blackstart.rehearsal.api.rules.ServiceAddresses;
import dev.blackstart.rehearsal.api.schema.BuiltInTypes;
import dev.blackstart.rehearsal.api.special.Pods;
import dev.blackstart.rehearsal.api.special.Scales;
import dev.blackstart.rehearsal.api.special.Tokens;
import dev.blackstart.rehearsal.api.storage.GroupResource;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import dev.blackstart.rehearsal.api.table.Tables;
import dev.blackstart.rehearsal.api.wire.Bodies;
import dev.blackstart.rehearsal.api.write.ObjectWrites;
import dev.blackstart.rehearsal.etcd.EtcdDatabase;
import dev.blackstart.rehearsal.etcd.SnapshotFile;
import dev.blackstart.rehearsal.pod.PodAccess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicReference;

/** The API server that runs in this process: HTTPS in front, everything in memory behind. */
public final class EmbeddedApiServer implements ApiServer {
  private static final GroupResource PRIORITY_CLASSES =
      new GroupResource("scheduling.k8s.io", "priorityclasses");

  private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");
  private static final GroupResource STORAGE_CLASSES =
      new GroupResource("storage.k8s.io", "storageclasses");

  private final HttpsListener listener;
  private final ObjectStore store;
  private final StoredObjects objects;
  private final Upkeep upkeep;
  private final AtomicReference<ObjectNode> version;

  private EmbeddedApiServer(
      HttpsListener listener,
      ObjectStore store,
      StoredObjects objects,
      Upkeep upkeep,
      AtomicReference<ObjectNode> version) {
    this.version = version;
    this.objects = objects;
    this.listener = listener;
    this.store = store;
    this.upkeep = upkeep;
  }

  /**
   * Starts a server; when this returns it answers.
   *
   * @throws IOException when the address cannot be bound or the serving certificate cannot be used
   */
  public static EmbeddedApiServer start(ApiServerSettings settings) throws IOException {
    return start(settings, EtcdDatabase.EMPTY);
  }

  /**
   * The same over what etcd holds already.
   *
   * @param origin objects and revision it begins with
   */
  public static EmbeddedApiServer start(ApiServerSettings settings, EtcdDatabase origin)
      throws IOException {
    return start(settings, origin, PodAccess.NOBODY);
  }

  /**
   * The same with pods that can be asked.
   *
   * @param pods who runs commands and answers on ports, from whenever there are pods
   */
  public static EmbeddedApiServer start(
      ApiServerSettings settings, EtcdDatabase origin, PodAccess pods) throws IOException {
    return start(settings, ObjectStore.KEPT_CHANGES, origin, pods);
  }

  /** The same, with fewer past changes kept than a real cluster's server keeps. */
  static EmbeddedApiServer start(ApiServerSettings settings, int keptChanges) throws IOException {
    return start(settings, keptChanges, EtcdDatabase.EMPTY, PodAccess.NOBODY);
  }

  private static EmbeddedApiServer start(
      ApiServerSettings settings, int keptChanges, EtcdDatabase origin, PodAccess pods)
      throws IOException {
    HttpsListener listener;
    try {
      listener = HttpsListener.bind(Tls.context(settings), settings.bind(), settings.executor());
    } catch (GeneralSecurityException e) {
      throw new IOException("the serving certificate cannot be used", e);
    }
    BuiltInTypes types = BuiltInTypes.read();
    Catalogue catalogue = Catalogue.builtIn(types);
    ObjectStore store = new ObjectStore(keptChanges);
    Bodies bodies = new Bodies(types);
    StoredObjects objects = new StoredObjects(store, catalogue, bodies);
    ServiceAddresses addresses = new ServiceAddresses(settings.serviceCidr());
    objects.restore(origin, addresses);
    Admission admission =
        new Admission(
            addresses,
            name -> store.get(PRIORITY_CLASSES, "", name),
            name -> store.get(NAMESPACES, "", name),
            () -> store.list(STORAGE_CLASSES, "", 0).objects(),
            settings.podSecurity(),
            new AdmissionWebhooks(store, settings.webhooks()));
    ObjectWrites writes = ObjectWrites.over(store, admission, settings.clock());
    Upkeep upkeep =
        Upkeep.start(
            store,
            writes,
            catalogue,
            new CustomResources(types),
            settings.executor(),
            settings.clock());
    FirstObjects.create(catalogue, store, writes, addresses.first(), listener.address().getPort());
    InetSocketAddress address = listener.address();
    AtomicReference<ObjectNode> version = new AtomicReference<>(described(settings.version()));
    listener.serve(
        new Dispatcher(
            new Authentication(settings.clientAuthorities(), settings.clock()),
            catalogue,
            new Discovery(catalogue, address.getHostString() + ":" + address.getPort()),
            new OpenApi(catalogue, types, settings.version()),
            resources(store, writes, bodies, settings),
            parts(store, writes, bodies, catalogue, settings),
            new PodRequests(store, pods),
            version::get));
    return new EmbeddedApiServer(listener, store, objects, upkeep, version);
  }

  private static ResourceRequests resources(
      ObjectStore store, ObjectWrites writes, Bodies bodies, ApiServerSettings settings) {
    return new ResourceRequests(
        store,
        writes,
        new ObjectLists(store, settings.clock()),
        new Watches(store, settings.clock()),
        new Tables(),
        bodies,
        settings.clock());
  }

  private static PartRequests parts(
      ObjectStore store,
      ObjectWrites writes,
      Bodies bodies,
      Catalogue catalogue,
      ApiServerSettings settings) {
    return new PartRequests(
        writes,
        catalogue,
        new Scales(store, writes, bodies),
        new Pods(store, writes, settings.clock()),
        new Tokens(store, settings.clock()),
        bodies);
  }

  private static ObjectNode described(String version) {
    String[] numbers = version.replaceFirst("^v", "").split("[.+-]");
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("major", numbers[0]);
    object.put("minor", numbers.length > 1 ? numbers[1] : "0");
    object.put("gitVersion", version);
    object.put("gitCommit", "");
    object.put("gitTreeState", "clean");
    object.put("buildDate", "1970-01-01T00:00:00Z");
    object.put("goVersion", "");
    object.put("compiler", "");
    object.put("platform", "linux/amd64");
    return object;
  }

  @Override
  public InetSocketAddress address() {
    return listener.address();
  }

  @Override
  public void version(String next) {
    version.set(described(next));
  }

  @Override
  public byte[] database() {
    return SnapshotFile.write(objects.database());
  }

  @Override
  public long revision() {
    return store.revision();
  }

  @Override
  public void close() {
    upkeep.close();
    store.close();
    listener.close();
  }
}
