package dev.blackstart.repository.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GoDurationTest {
  @Test
  void partsAddUp() {
    assertEquals(Optional.of(Duration.ofSeconds(90)), GoDuration.parse("90s"));
    assertEquals(Optional.of(Duration.ofMinutes(90)), GoDuration.parse("1h30m"));
    assertEquals(Optional.of(Duration.ofMillis(60_500)), GoDuration.parse("1m500ms"));
  }

  @Test
  void whatIsNoDurationIsNone() {
    for (String text : List.of("", "10", "m", "10 m", "-5m", "0s", "ten minutes", "5d")) {
      assertEquals(Optional.empty(), GoDuration.parse(text), text);
    }
  }
}
