package dev.blackstart.app.cli;

import dev.blackstart.app.Acting;
import dev.blackstart.repository.settings.GoDuration;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which world is meant by a verb that acts, and that it is meant. */
final class ActingOptions {
  @Option(
      names = "--rehearsal",
      description =
          "on the rehearsal that stands (default: on the live machines; what only looks takes the"
              + " world of the last run)")
  private boolean rehearsal;

  @Option(
      names = "--confirm",
      paramLabel = "CLUSTER",
      description = "the cluster's name: on live machines you mean it")
  private String confirmed = "";

  boolean rehearsal() {
    return rehearsal;
  }

  /** For what takes a machine, a member or data away. */
  Acting.Leave leaveTo(String act) {
    return new Acting.Leave(rehearsal, confirmed, Optional.of(act));
  }

  /** For what takes nothing away. */
  Acting.Leave leave() {
    return new Acting.Leave(rehearsal, confirmed, Optional.empty());
  }

  /** Durations as everywhere in configs: {@code 90s}, {@code 10m}. */
  static final class Span implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return GoDuration.parse(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "\"" + text + "\" is no duration such as 90s or 10m"));
    }
  }
}
