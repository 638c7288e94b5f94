package dev.blackstart.phase.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The script that agents run, in a real bash against a name server on loopback. */
class QuestionScriptTest {
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void end() {
    executor.shutdownNow();
  }

  /** What it prints when the name server answers with this code and number of addresses. */
  private List<String> printed(int code, int answers, int apiPort) throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/bin/bash")) && Files.isExecutable(Path.of("/usr/bin/timeout")),
        "no bash with coreutils here");
    try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      executor.execute(() -> serve(server, code, answers));
      List<String> command =
          List.of(
              "/bin/bash",
              "-c",
              NameLookups.SCRIPT,
              "ask",
              "127.0.0.1",
              String.valueOf(server.getLocalPort()),
              "127.0.0.1",
              String.valueOf(apiPort),
              new Question("kubernetes.default.svc.cluster.local", 1).escaped(),
              new Question("ghcr.io", 1).escaped());
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      byte[] out = process.getInputStream().readAllBytes();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      return new String(out, StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** One datagram for each question, whole: a question has a 10, a line's end, in it. */
  private static void serve(DatagramSocket server, int code, int answers) {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        server.receive(packet);
        byte[] reply = Arrays.copyOf(packet.getData(), packet.getLength());
        boolean whole = reply[reply.length - 1] == 1 && reply[reply.length - 5] == 0;
        reply[2] = (byte) 0x81;
        reply[3] = (byte) (whole ? 0x80 | code : 0x81);
        reply[7] = (byte) answers;
        server.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private static List<String> judged(List<String> lines) {
    List<String> judged = new ArrayList<>(List.of(lines.getFirst()));
    lines.stream()
        .skip(1)
        .map(line -> Question.judged(line.replaceFirst("^answer", "")))
        .forEach(judged::add);
    return judged;
  }

  @Test
  void answersComeBackWhole() throws Exception {
    try (ServerSocket api = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertEquals(List.of("api", "ok", "ok"), judged(printed(0, 1, api.getLocalPort())));
    }
  }

  @Test
  void refusalsAreToldByTheirNames() throws Exception {
    int closed;
    try (ServerSocket none = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = none.getLocalPort();
    }
    assertEquals(List.of("no-api", "NXDOMAIN", "NXDOMAIN"), judged(printed(3, 0, closed)));
  }

  @Test
  void whatIsNoAnswerIsNotTakenForOne() {
    assertEquals("no answer", Question.judged(" "));
    assertEquals(
        "an answer that is not of DNS", Question.judged("c29tZXRoaW5nIGVsc2UgYWx0b2dldGhlcg=="));
    assertEquals("an answer that is not of DNS", Question.judged("no base64!"));
  }
}
