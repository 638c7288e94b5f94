package dev.blackstart.app.door;

import dev.blackstart.app.door.DoorStatus.Attached;
import dev.blackstart.app.door.DoorStatus.Lock;
import dev.blackstart.run.RunId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Where a running engine listens for orders: 127.0.0.1, opened by a token that only its owner can
 * read. The first console that wants to commands; the others watch until it has left.
 */
public final class EngineDoor implements AutoCloseable {
  /** Consoles and strangers at the same time. */
  private static final int ROOM = 16;

  private static final int TOKEN_BYTES = 32;

  private final ServerSocket server;
  private final Path folder;
  private final DoorRecord record;
  private final OrderDesk desk;
  private final Executor threads;
  private final List<Visit> visits = new ArrayList<>();
  private Visit commander;
  private boolean closed;

  private EngineDoor(Path folder, RunId run, OrderDesk desk, Executor threads) throws IOException {
    byte[] token = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(token);
    this.server = new ServerSocket(0, ROOM, InetAddress.getByName("127.0.0.1"));
    this.folder = folder;
    this.desk = desk;
    this.threads = threads;
    this.record =
        new DoorRecord(
            run.name(),
            ProcessHandle.current().pid(),
            server.getLocalPort(),
            HexFormat.of().formatHex(token));
  }

  /**
   * Opens the door of a run and writes down where it is.
   *
   * @param folder of the run
   * @param threads one of them listens, and one serves each console
   */
  public static EngineDoor open(Path folder, RunId run, OrderDesk desk, Executor threads)
      throws IOException {
    EngineDoor door = new EngineDoor(folder, run, desk, threads);
    try {
      door.record.write(folder);
    } catch (IOException e) {
      door.close();
      throw e;
    }
    threads.execute(door::listen);
    return door;
  }

  /** Sends everybody away; nothing is left that leads here. */
  @Override
  public void close() {
    List<Visit> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(visits);
    }
    try {
      server.close();
      Files.deleteIfExists(folder.resolve(DoorRecord.NAME));
    } catch (IOException e) {
      // A record that stays leads to nobody.
    }
    all.forEach(Visit::close);
  }

  OrderDesk desk() {
    return desk;
  }

  /** Whether it is the token of the record, in a time that tells nothing of it. */
  boolean opens(String token) {
    return MessageDigest.isEqual(HexFormat.of().parseHex(record.token()), bytes(token));
  }

  private static byte[] bytes(String token) {
    try {
      return HexFormat.of().parseHex(token);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** Gives the lock to a visitor unless another has it; says whether it is the visitor's. */
  synchronized boolean command(Visit visit) {
    if (commander == null && !closed) {
      commander = visit;
    }
    return commander == visit;
  }

  synchronized boolean commands(Visit visit) {
    return commander == visit;
  }

  synchronized Optional<Attached> commander() {
    return Optional.ofNullable(commander).map(this::attached);
  }

  synchronized void left(Visit visit) {
    visits.remove(visit);
    commander = commander == visit ? null : commander;
  }

  synchronized DoorStatus status(Visit asking) {
    Lock lock = commander == null ? Lock.NOBODY : commander == asking ? Lock.YOU : Lock.OTHER;
    return new DoorStatus(
        record.run(),
        record.pid(),
        lock,
        visits.stream().filter(Visit::known).map(this::attached).toList(),
        desk.pausedBy());
  }

  private Attached attached(Visit visit) {
    return new Attached(visit.user(), visit.pid(), visit == commander);
  }

  private void listen() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Visit visit = new Visit(this, socket);
        if (enter(visit)) {
          threads.execute(visit::serve);
        } else {
          visit.close();
        }
      } catch (IOException e) {
        return;
      }
    }
  }

  private synchronized boolean enter(Visit visit) {
    return !closed && visits.size() < ROOM && visits.add(visit);
  }
}
