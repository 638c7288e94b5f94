package dev.blackstart.jhelm.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.jhelm.remote.TestRegistry.Door;
import dev.blackstart.world.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Charts from a registry, whatever is wrong with it. */
class RegistryTest extends RegistryCase {
  @Test
  void aVersionThatIsNotThereIsToldWithThoseThatAre() throws Exception {
    for (String tag : List.of("1.10.0", "1.9.0", "0.1.0", "1.10.0-rc.1", "latest")) {
      registry.push("charts/good", tag, ARCHIVE);
    }
    String name = "oci://" + registry.host() + "/charts/";
    assertEquals("1.10.0", remote().newest(ChartRef.oci(name + "good", "^1.0.0")));
    assertEquals(
        registry.host()
            + "/charts/good has no 7.7.7; the newest are 1.10.0, 1.10.0-rc.1, 1.9.0, 1.2.3+b1",
        refused(ChartRef.oci(name + "good", "7.7.7")).getMessage());
    assertEquals(
        registry.host() + "/charts/none has no 1.0.0",
        refused(ChartRef.oci(name + "none", "1.0.0")).getMessage());
  }

  @Test
  void whoIsBusyIsAskedAgain() throws Exception {
    registry.busy.set(2);
    assertArrayEquals(ARCHIVE, remote().fetch(good()));
    registry.busy.set(2);
    registry.busyCode = 503;
    assertArrayEquals(ARCHIVE, remote().fetch(good()));
  }

  @Test
  void whoWantsALongPauseIsNotWaitedFor() {
    registry.busy.set(1);
    registry.retryAfter = "3600";
    Unavailable refused = refused(good());
    assertEquals(Failure.Kind.UNREACHABLE, refused.kind());
    assertEquals(
        registry.host() + " answers 429: it limits how often it is asked, for another 3600 s",
        refused.getMessage());
    registry.busy.set(100);
    registry.retryAfter = "0";
    registry.busyCode = 502;
    assertEquals(
        registry.host() + " answers 502 when asked for charts/good 1.2.3+b1",
        refused(good()).getMessage());
  }

  @Test
  void whoSaysNothingIsToldAndWhoBreaksOffToo() {
    registry.silent = true;
    assertEquals(
        registry.host() + " says nothing for 1 s",
        refused(remote(1000, Duration.ofSeconds(1)), good()).getMessage());
    registry.silent = false;
    registry.breaksOff = true;
    Unavailable refused = refused(remote(1000, Duration.ofSeconds(1)), good());
    assertEquals(registry.host() + " says nothing for 1 s", refused.getMessage());
    assertEquals(Failure.Kind.UNREACHABLE, refused.kind());
  }

  @Test
  void nobodyAtTheAddressIsTold() {
    ChartRef ref = good();
    registry.close();
    Unavailable refused = refused(ref);
    assertEquals(registry.host() + ": connection refused", refused.getMessage());
    assertTrue(refused.remedy().contains("--charts DIR"), refused.remedy());
  }

  @Test
  void aBlobThatIsAnotherIsNotTaken() {
    registry.lies = true;
    Unavailable refused = refused(good());
    assertEquals(Failure.Kind.REFUSED, refused.kind());
    assertTrue(refused.getMessage().contains("something else than its digest"), "" + refused);
  }

  @Test
  void aDigestThatIsWantedIsHeld() throws Exception {
    String name = "oci://" + registry.host() + "/charts/good";
    String digest = registry.push("charts/good", "2.0.0", ARCHIVE);
    ChartRef pinned = ChartRef.oci(name, "2.0.0@" + digest);
    assertArrayEquals(ARCHIVE, remote().fetch(pinned));
    registry.push("charts/good", "2.0.0", "anew".getBytes(StandardCharsets.UTF_8));
    assertArrayEquals(ARCHIVE, remote().fetch(pinned), "the tag moved, the digest did not");
    ChartRef gone = ChartRef.oci(name, "2.0.0@sha256:" + "0".repeat(64));
    assertTrue(refused(gone).getMessage().contains("has no 2.0.0@sha256:0000"));
  }

  @Test
  void whatIsNoChartOrTooLargeIsTold() {
    registry.push("charts/image", "1.0.0", "application/vnd.oci.image.layer.v1.tar", ARCHIVE);
    String name = "oci://" + registry.host() + "/charts/";
    assertTrue(
        refused(ChartRef.oci(name + "image", "1.0.0")).getMessage().endsWith("is no Helm chart"));
    registry.push("charts/huge", "1.0.0", new byte[3 << 20]);
    Unavailable refused =
        refused(remote(1 << 20, Duration.ofSeconds(30)), ChartRef.oci(name + "huge", "1.0.0"));
    assertTrue(refused.getMessage().endsWith(" is larger than 1 MB"), refused.getMessage());
  }

  @Test
  void theDigestOfAnImageIsHadWithoutTheImage() throws Exception {
    String digest = registry.push("org/app", "v1", ARCHIVE);
    registry.door = Door.TOKEN_FOR_ALL;
    ImageDigests images = remote().images();
    assertEquals(digest, images.of(registry.host() + "/org/app:v1"));
    assertEquals("sha256:ab", images.of("nowhere.example/app:v1@sha256:ab"));
    assertTrue(registry.seen.stream().noneMatch(each -> each.contains("/blobs/")));
    Unavailable refused =
        assertThrows(Unavailable.class, () -> images.of(registry.host() + "/org/none:v1"));
    assertTrue(refused.getMessage().contains("answers 404"), refused.getMessage());
  }
}
