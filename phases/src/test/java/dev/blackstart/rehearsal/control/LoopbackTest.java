package dev.blackstart.rehearsal.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  @Test
  void aWorldWhoseMachinesListenToNobodyKeepsItsPlaces() throws Exception {
    List<String> addresses = List.of("10.91.12.11", "fd00::1");
    Loopback chosen = Loopback.choose(addresses);
    try (LoopbackClaim world = LoopbackClaim.takenOver(chosen.written(), Duration.ofMinutes(1))) {
      Loopback other = Loopback.choose(addresses);
      assertEquals(chosen.written(), world.loopback().written());
      assertEquals("127.0.0.1", other.at("10.91.12.11", 50000).getHostString());
      assertNotEquals(chosen.at("fd00::1", 6443), other.at("fd00::1", 6443));
    }
    assertEquals(
        "127.91.12.11", Loopback.choose(addresses).at("10.91.12.11", 50000).getHostString());
  }

  @Test
  void choosersAtTheSameMomentNeverShareAPlace() throws Exception {
    List<String> addresses = List.of("10.91.11.11", "10.91.11.12", "fd00::1");
    int many = 8;
    CyclicBarrier together = new CyclicBarrier(many);
    Set<String> places = ConcurrentHashMap.newKeySet();
    List<LoopbackClaim> claims = new CopyOnWriteArrayList<>();
    try (ExecutorService choosers = Executors.newFixedThreadPool(many)) {
      List<Future<Integer>> chosen = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        chosen.add(
            choosers.submit(
                () -> {
                  together.await();
                  LoopbackClaim claim = Loopback.claim(addresses);
                  claims.add(claim);
                  places.addAll(claim.loopback().written().values());
                  return claim.loopback().written().size();
                }));
      }
      for (Future<Integer> each : chosen) {
        assertEquals(addresses.size() * 2, each.get());
      }
    }
    assertEquals(many * addresses.size() * 2, places.size());
    assertTrue(places.contains("127.91.11.11:50000"), places::toString);
    claims.forEach(LoopbackClaim::close);
    assertEquals(
        "127.91.11.12", Loopback.choose(addresses).at("10.91.11.12", 50000).getHostString());
  }

  @Test
  void whatIsClaimedCanBeBoundByTheWorld() throws Exception {
    try (LoopbackClaim claim = Loopback.claim(List.of("10.91.12.11", "fd00::2"));
        ServerSocket node = new ServerSocket();
        ServerSocket other = new ServerSocket()) {
      node.bind(claim.loopback().at("10.91.12.11", 50000));
      other.bind(claim.loopback().at("fd00::2", 50000));
      claim.close();
      try (LoopbackClaim next = Loopback.claim(List.of("10.91.12.11", "fd00::2"))) {
        assertEquals("127.0.0.1", next.loopback().at("10.91.12.11", 6443).getHostString());
        assertNotEquals(claim.loopback().at("fd00::2", 6443), next.loopback().at("fd00::2", 6443));
      }
    }
  }
}
