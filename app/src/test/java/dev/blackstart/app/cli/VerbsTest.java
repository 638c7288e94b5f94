package dev.blackstart.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class VerbsTest {
  @Test
  void aVerbThatIsCalledIsReadWithoutTheOthersAndIsTheSame() {
    Verbs.all()
        .getSubcommands()
        .forEach(
            (name, verb) -> {
              CommandLine called = Verbs.called(name, "--debug");

              assertEquals(Set.of(name), called.getSubcommands().keySet());
              assertEquals(
                  verb.getUsageMessage(), called.getSubcommands().get(name).getUsageMessage());
            });
  }

  @Test
  void allAreReadToAnswerWhatNamesNone() {
    Set<String> all = Verbs.all().getSubcommands().keySet();

    assertEquals(all, Verbs.called().getSubcommands().keySet());
    assertEquals(all, Verbs.called("--help").getSubcommands().keySet());
    assertEquals(all, Verbs.called("bootstarp").getSubcommands().keySet());
    assertEquals(all, Verbs.called("--cluster", "infra", "plan").getSubcommands().keySet());
  }
}
