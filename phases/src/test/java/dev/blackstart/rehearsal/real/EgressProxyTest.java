package dev.blackstart.rehearsal.real;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EgressProxyTest {
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  @TempDir Path folder;

  @AfterEach
  void end() {
    executor.shutdownNow();
  }

  private String firstLine(Optional<InetSocketAddress> answer, String request) throws IOException {
    Path socket = folder.resolve("p" + request.hashCode());
    try (EgressProxy proxy = EgressProxy.listen(socket, target -> answer, executor);
        SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      Channels.newOutputStream(client)
          .write((request + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(client), StandardCharsets.US_ASCII));
      return in.readLine();
    }
  }

  @Test
  void whatIsNotInsideIsRefused() throws IOException {
    assertEquals(
        "HTTP/1.1 503 dial tcp 10.96.0.7:443: connect: connection refused",
        firstLine(Optional.empty(), "CONNECT 10.96.0.7:443 HTTP/1.1"));
  }

  @Test
  void evenWhoAnswersForATargetCannotLeadAwayFromLoopback() throws IOException {
    assertEquals(
        "HTTP/1.1 503 dial tcp hook.a.svc:443: connect: connection refused",
        firstLine(
            Optional.of(new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 443)),
            "CONNECT hook.a.svc:443 HTTP/1.1"));
  }

  @Test
  void whatIsNoTunnelIsHungUpOn() throws IOException {
    assertEquals(null, firstLine(Optional.empty(), "GET / HTTP/1.1"));
  }

  @Test
  void bytesGoThroughBothWays() throws IOException {
    Path socket = folder.resolve("through");
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress address =
          new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
      try (EgressProxy proxy =
              EgressProxy.listen(socket, target -> Optional.of(address), executor);
          SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
        Channels.newOutputStream(client)
            .write("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(Channels.newInputStream(client), StandardCharsets.US_ASCII));
        assertEquals("HTTP/1.1 200 Connection established", in.readLine());
        assertEquals("", in.readLine());
        try (Socket inner = server.accept()) {
          Channels.newOutputStream(client).write("ping\n".getBytes(StandardCharsets.US_ASCII));
          assertEquals(
              "ping",
              new BufferedReader(
                      new InputStreamReader(inner.getInputStream(), StandardCharsets.US_ASCII))
                  .readLine());
          inner.getOutputStream().write("pong\n".getBytes(StandardCharsets.US_ASCII));
        }
        assertEquals("pong", in.readLine());
        assertEquals(null, in.readLine());
      }
    }
  }
}
