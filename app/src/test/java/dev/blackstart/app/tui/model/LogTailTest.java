package dev.blackstart.app.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogTailTest {
  private static LogTail of(int lines) {
    LogTail tail = LogTail.EMPTY;
    for (int i = 0; i < lines; i++) {
      tail = tail.with(new LogLine(Instant.EPOCH, "etcd", "line " + i, LogLine.Weight.PLAIN));
    }
    return tail;
  }

  @Test
  void linesKeepTheirOrder() {
    LogTail tail = of(1000);
    assertEquals(1000, tail.size());
    assertEquals("line 0", tail.line(0).text());
    assertEquals("line 511", tail.line(511).text());
    assertEquals("line 999", tail.newest(2).get(1).text());
  }

  @Test
  void anOlderTailDoesNotSeeWhatCameLater() {
    LogTail before = of(300);
    before.with(new LogLine(Instant.EPOCH, "etcd", "later", LogLine.Weight.PLAIN));
    assertEquals(300, before.size());
    assertEquals("line 299", before.newest(1).get(0).text());
  }

  @Test
  void theOldestLinesGoWhenThereAreTooMany() {
    LogTail tail = of(LogTail.MOST + 1000);
    assertTrue(tail.size() <= LogTail.MOST, "kept " + tail.size());
    assertEquals(LogTail.MOST + 1000, tail.size() + tail.dropped());
    assertEquals("line " + tail.dropped(), tail.line(0).text());
  }
}
