package dev.blackstart.rehearsal.real;

import dev.blackstart.rehearsal.api.ApiServer;
import dev.blackstart.rehearsal.etcd.EtcdDatabase;
import dev.blackstart.rehearsal.pod.WayIn;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * etcd and kube-apiserver from a folder of programs, on loopback and unix sockets only. Everything
 * they write lies in one folder; they end when this object is closed or our process ends, however
 * it ends.
 */
public final class RealApiServer implements ApiServer {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int ATTEMPTS = 3;

  private final Path programs;
  private final ApiServerFolder folder;
  private final EgressProxy egress;
  private final InstantSource wall;
  private final TiedProcess etcd;
  private TiedProcess apiServer;
  private int port;

  private RealApiServer(
      Path programs,
      ApiServerFolder folder,
      EgressProxy egress,
      InstantSource wall,
      TiedProcess etcd) {
    this.programs = programs;
    this.folder = folder;
    this.egress = egress;
    this.wall = wall;
    this.etcd = etcd;
  }

  /**
   * Starts both and waits until the API server says that it is ready.
   *
   * @param programs holds {@code etcd} and {@code kube-apiserver}
   * @param directory exists, empty; only the owner can read it
   * @param inside what answers in this world for a {@code host:port} the API server calls: a
   *     webhook's Service, a kubelet, a pod
   * @param executor runs each task at once; tasks block as long as a connection lasts
   * @throws Failure when a program is missing or does not get ready; says its last line
   */
  public static RealApiServer start(
      Path programs,
      Path directory,
      ApiServerFiles files,
      WayIn inside,
      Executor executor,
      InstantSource wall)
      throws InterruptedException {
    return start(programs, directory, files, EtcdDatabase.EMPTY, inside, executor, wall);
  }

  /**
   * The same over what etcd holds already.
   *
   * @param origin keys and revision it begins with
   */
  public static RealApiServer start(
      Path programs,
      Path directory,
      ApiServerFiles files,
      EtcdDatabase origin,
      WayIn inside,
      Executor executor,
      InstantSource wall)
      throws InterruptedException {
    ApiServerFolder folder = new ApiServerFolder(directory, files);
    EgressProxy egress;
    try {
      folder.write();
      if (!origin.entries().isEmpty()) {
        folder.seed(origin);
      }
      egress = EgressProxy.listen(folder.egressSocket(), inside, executor);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          directory + " cannot hold a control plane: " + e.getMessage(),
          "set --state or TMPDIR to a folder with a shorter path that can be written to",
          e);
    }
    TiedProcess etcd =
        TiedProcess.start("etcd", directory, programs.resolve("etcd"), folder.etcdArguments());
    RealApiServer server = new RealApiServer(programs, folder, egress, wall, etcd);
    try {
      server.startApi();
      return server;
    } catch (RuntimeException | InterruptedException e) {
      server.close();
      throw e;
    }
  }

  private void startApi() throws InterruptedException {
    Failure last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int candidate = port == 0 ? freePort() : port;
      apiServer =
          TiedProcess.start(
              "kube-apiserver",
              folder.directory(),
              programs.resolve("kube-apiserver"),
              folder.apiServerArguments(candidate));
      try {
        awaitReady(candidate);
        port = candidate;
        return;
      } catch (Failure e) {
        apiServer.close();
        last = e;
        if (!e.what().contains("address already in use")) {
          break;
        }
      }
    }
    throw last;
  }

  private void awaitReady(int candidate) throws InterruptedException {
    Instant deadline = wall.instant().plus(PATIENCE);
    ReadyProbe probe = new ReadyProbe(folder.authority(), candidate);
    while (!probe.ready()) {
      if (apiServer.endedWithin(100)) {
        throw apiServer.failure();
      }
      if (!etcd.alive()) {
        throw etcd.failure();
      }
      if (wall.instant().isAfter(deadline)) {
        throw new Failure(
            Failure.Kind.TIMED_OUT,
            "kube-apiserver is not ready after "
                + PATIENCE.toSeconds()
                + " s: "
                + apiServer.lastWords(),
            "read the log " + apiServer.log());
      }
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Kills the API server and starts it anew on the same port; what is stored stays. */
  public void restart() throws InterruptedException {
    apiServer.close();
    startApi();
  }

  /** A program that is given cannot become another one. */
  @Override
  public void version(String version) {}

  @Override
  public byte[] database() {
    try {
      return new EtcdSocket(folder.etcdSocket()).snapshot();
    } catch (IOException e) {
      throw new UncheckedIOException("etcd gives no snapshot: " + e.getMessage(), e);
    }
  }

  /** 0 when etcd does not answer. */
  @Override
  public long revision() {
    try {
      return new EtcdSocket(folder.etcdSocket()).revision();
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    if (apiServer != null) {
      apiServer.close();
    }
    etcd.close();
    try {
      egress.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
