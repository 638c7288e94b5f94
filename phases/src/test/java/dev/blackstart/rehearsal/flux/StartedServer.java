package dev.blackstart.rehearsal.flux;

import dev.blackstart.rehearsal.api.ApiServerSettings;
import dev.blackstart.rehearsal.api.EmbeddedApiServer;
import dev.blackstart.rehearsal.control.WorldClock;
import dev.blackstart.rehearsal.pki.Issued;
import dev.blackstart.rehearsal.pki.Pem;
import dev.blackstart.rehearsal.real.RealApiServer;
import dev.blackstart.rehearsal.real.RealPrograms;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** An API server that answers to {@link RealPrograms#admin}. */
record StartedServer(InetSocketAddress address, AutoCloseable server) {
  /** Starts one. */
  interface Start {
    StartedServer on(WorldClock clock) throws Exception;
  }

  static StartedServer embedded(WorldClock clock) throws Exception {
    Issued serving =
        RealPrograms.AUTHORITY.server(
            List.of("localhost"), List.of("127.0.0.1"), Instant.now(), Duration.ofDays(1));
    EmbeddedApiServer server =
        EmbeddedApiServer.start(
            new ApiServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Pem.privateKey(serving.keyPem()),
                Pem.certificates(serving.chainPem()),
                Pem.certificates(RealPrograms.AUTHORITY.certificatePem()),
                "flux",
                "10.96.0.0/12",
                "v1.35.0",
                clock,
                Instant::now));
    return new StartedServer(server.address(), server);
  }

  static StartedServer real(Path folder, WorldClock clock) throws Exception {
    RealApiServer server =
        RealApiServer.start(
            RealPrograms.assume(),
            Files.createDirectory(folder.resolve("plane")),
            RealPrograms.files(),
            target -> Optional.empty(),
            clock,
            InstantSource.system());
    return new StartedServer(server.address(), server);
  }
}
