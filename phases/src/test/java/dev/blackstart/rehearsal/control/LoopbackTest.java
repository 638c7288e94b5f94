package dev.blackstart.rehearsal.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopbackTest {
  @Test
  void anAddressKeepsItsLastThreeOctetsAndItsPorts() {
    Loopback loopback = Loopback.choose(List.of("10.91.7.11"));

    assertEquals("127.91.7.11", loopback.at("10.91.7.11", 50000).getHostString());
    assertEquals(6443, loopback.at("10.91.7.11", 6443).getPort());
  }

  @Test
  void whatCollidesOrIsTakenGetsPortsOfItsOwn() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress("127.91.8.11", 6443));
      Loopback loopback =
          Loopback.choose(List.of("10.91.8.11", "10.91.8.12", "192.91.8.12", "fd00::1"));

      assertEquals("127.0.0.1", loopback.at("10.91.8.11", 6443).getHostString());
      assertEquals("127.91.8.12", loopback.at("10.91.8.12", 6443).getHostString());
      assertEquals("127.0.0.1", loopback.at("192.91.8.12", 6443).getHostString());
      assertEquals("127.0.0.1", loopback.at("fd00::1", 50000).getHostString());
    }
  }

  @Test
  void nothingOutsideTheWorldCanBeDialled() {
    Loopback loopback = Loopback.choose(List.of("10.91.9.11"));

    assertThrows(IllegalArgumentException.class, () -> loopback.at("10.91.9.12", 50000));
    assertThrows(
        IllegalArgumentException.class,
        () -> Loopback.of(Map.of("10.0.0.1:6443", "10.0.0.1:6443")).at("10.0.0.1", 6443));
  }

  @Test
  void theTableSurvivesTheJournal() {
    Loopback loopback = Loopback.choose(List.of("10.91.10.11", "fd00::1"));

    Loopback again = Loopback.of(loopback.written());

    assertEquals(loopback.written(), again.written());
    assertTrue(again.at("fd00::1", 50000).getAddress().isLoopbackAddress());
  }
}
