package dev.blackstart.app.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.world.Failure;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class GrowingLogTest {
  private static final Node NODE = new Node("cp-1", "10.25.11.11", Role.CONTROL_PLANE);

  private final PaperNode node = new PaperNode();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private Thread follower;

  @AfterEach
  void end() throws InterruptedException {
    if (follower != null) {
      follower.interrupt();
      follower.join(5000);
      assertTrue(!follower.isAlive(), "an interrupt ends it");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"etcd", Topic.KERNEL})
  void thePastIsToldOnceAndWhatComesAfterIt(String service) throws Exception {
    for (int i = 1; i <= 700; i++) {
      node.write("line " + i);
    }
    follow(service, 3);
    expect("line 698", "line 699", "line 700");
    node.write("line 701");
    expect("line 701");
  }

  @Test
  void aLogThatIsEmptyIsToldFromItsFirstLine() throws Exception {
    follow("etcd", 500);
    TimeUnit.MILLISECONDS.sleep(200);
    node.write("first");
    expect("first");
  }

  @Test
  void linesThatRepeatThemselvesAreNotTakenForEachOther() throws Exception {
    for (String line : List.of("tick", "tock", "tick", "tick", "tock", "tick")) {
      node.write(line);
    }
    follow("etcd", 500);
    expect("tick", "tock", "tick", "tick", "tock", "tick");
    node.write("end");
    expect("end");
  }

  @Test
  void aNodeThatGoesAwayIsWaitedForAndCaughtUpWith() throws Exception {
    node.write("one");
    follow("etcd", 500);
    expect("one");
    node.write("two");
    expect("two");
    node.leave();
    expect("-- cp-1 it is gone; waiting for it --");
    node.write("meanwhile");
    node.comeBack();
    expect("meanwhile");
    node.write("after");
    expect("after");
  }

  @Test
  void aNodeThatStartedAnewIsToldFromItsBeginning() throws Exception {
    node.write("before one");
    node.write("before two");
    follow(Topic.KERNEL, 1);
    expect("before two");
    node.leave();
    expect("-- cp-1 it is gone; waiting for it --");
    node.forget();
    node.write("Linux version");
    node.comeBack();
    expect("Linux version");
  }

  @Test
  void whatCannotBeHadFromTheBeginningIsAFailure() {
    node.leave();
    assertThrows(Failure.class, () -> log("etcd", 5).follow(told::add));
  }

  private GrowingLog log(String service, int newest) {
    return new GrowingLog(node, NODE, service, newest, new SystemTimeSource());
  }

  private void follow(String service, int newest) {
    follower =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    log(service, newest).follow(told::add);
                  } catch (InterruptedException nobodyWantsIt) {
                    Thread.currentThread().interrupt();
                  }
                });
  }

  private void expect(String... lines) throws InterruptedException {
    for (String line : lines) {
      assertEquals(line, told.poll(60, TimeUnit.SECONDS));
    }
  }
}
