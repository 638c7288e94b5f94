package dev.blackstart.rehearsal.node.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class InTurnTest {
  private final Deque<Runnable> threads = new ArrayDeque<>();
  private final InTurn line = new InTurn(threads::add);
  private final List<String> done = new ArrayList<>();

  @Test
  void whatIsGivenIsDoneInOrderOnOneThreadAtATime() {
    line.execute(
        () -> {
          done.add("first");
          line.execute(() -> done.add("third"));
        });
    line.execute(() -> done.add("second"));
    assertEquals(1, threads.size());
    threads.poll().run();
    assertEquals(List.of("first", "second", "third"), done);
    line.execute(() -> done.add("later"));
    threads.poll().run();
    assertEquals("later", done.getLast());
  }

  @Test
  void aFailureDoesNotStopTheLine() {
    line.execute(
        () -> {
          throw new IllegalStateException("broken");
        });
    line.execute(() -> done.add("next"));
    assertThrows(IllegalStateException.class, threads.poll()::run);
    threads.poll().run();
    assertEquals(List.of("next"), done);
  }
}
