package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.config.ConfigChange;
import dev.blackstart.rehearsal.node.config.ConfigRules.Verdict;
import dev.blackstart.rehearsal.node.config.NodeConfig;
import dev.blackstart.rehearsal.node.config.RuntimeCheck;
import dev.blackstart.template.yaml.YamlProblem;
import dev.talos.api.machine.ApplyConfiguration;
import dev.talos.api.machine.ApplyConfigurationRequest;
import dev.talos.api.machine.ApplyConfigurationRequest.Mode;
import dev.talos.api.machine.RebootRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** ApplyConfiguration in maintenance and on a configured node. Acts only within a turn. */
final class ApplyPart {
  private static final Duration TRY_TIMEOUT = Duration.ofMinutes(1);

  private final Boot boot;
  private Optional<Consumer<NodeConfig>> waiting = Optional.empty();
  private Optional<NodeConfig> partial = Optional.empty();
  private boolean rebooting;
  private int tries;

  ApplyPart(Boot boot) {
    this.boot = boot;
  }

  /** The next complete config applied in maintenance goes here. */
  void whenComplete(Consumer<NodeConfig> act) {
    waiting = Optional.of(act);
  }

  /** Documents applied in maintenance without a v1alpha1 one. */
  Optional<NodeConfig> partial() {
    return partial;
  }

  ApplyConfiguration inMaintenance(ApplyConfigurationRequest request) {
    switch (request.getMode()) {
      case AUTO, REBOOT, TRY -> {}
      case NO_REBOOT, STAGED, UNRECOGNIZED ->
          throw refused(
              Status.UNIMPLEMENTED,
              "apply configuration --mode='"
                  + request.getMode().name().toLowerCase(Locale.ROOT).replace('_', '-')
                  + "' is not supported in maintenance mode");
    }
    String yaml = request.getData().toStringUtf8();
    Verdict verdict = boot.machinery().rules().check(yaml);
    NodeConfig config = read(yaml, verdict, Status.UNKNOWN, "failed to parse config: ");
    if (config.isComplete()) {
      require(verdict, "configuration validation failed: ");
    }
    Verdict here = RuntimeCheck.check(config, boot.node().hardware().disks());
    require(here, "runtime configuration validation failed: ");
    ApplyConfiguration.Builder answer = ApplyConfiguration.newBuilder();
    if (request.getDryRun()) {
      return answer
          .addAllWarnings(warnings(verdict, here))
          .setModeDetails(
              "Dry run summary:\n"
                  + "Node is running in maintenance mode and does not have a config yet.")
          .build();
    }
    // The answer is on its way before anything happens.
    boot.after(Duration.ofMillis(200), () -> accept(config));
    return answer.addAllWarnings(warnings(verdict, here)).build();
  }

  ApplyConfiguration configured(ApplyConfigurationRequest request) {
    if (rebooting) {
      throw refused(
          Status.FAILED_PRECONDITION,
          "configuration was already applied and node is rebooting, cannot apply more"
              + " configuration changes until next reboot");
    }
    if (request.getMode() != Mode.TRY) {
      tries++;
    }
    String yaml = request.getData().toStringUtf8();
    Verdict verdict = boot.machinery().rules().check(yaml);
    NodeConfig config = read(yaml, verdict, Status.INVALID_ARGUMENT, "");
    if (!config.isComplete()) {
      throw refused(
          Status.INVALID_ARGUMENT,
          "the applied machine configuration doesn't contain v1alpha1 config, did you mean to"
              + " patch the machine config instead?");
    }
    require(verdict, "");
    Verdict here = RuntimeCheck.check(config, boot.node().hardware().disks());
    require(here, "");
    ConfigChange change = new ConfigChange(boot.config().orElseThrow(), config);
    Resolved resolved = resolve(request.getMode(), change);
    ApplyConfiguration.Builder answer = ApplyConfiguration.newBuilder().setMode(resolved.mode());
    if (request.getDryRun()) {
      return answer
          .setModeDetails(
              "Dry run summary:\n"
                  + resolved.details()
                  + " (skipped in dry-run).\nConfig diff:\n\n"
                  + (change.isEmpty() ? "No changes." : change.text()))
          .build();
    }
    String mode = request.getMode().name();
    String asked = mode + (request.getMode() == Mode.AUTO ? "(" + resolved.mode() + ")" : "");
    boot.log("apply config request: mode " + asked.toLowerCase(Locale.ROOT));
    String tried = perform(resolved.mode(), config, request);
    return answer
        .addAllWarnings(warnings(verdict, here))
        .setModeDetails(resolved.details() + tried + resolved.reason())
        .build();
  }

  private record Resolved(Mode mode, String details, String reason) {}

  private static Resolved resolve(Mode mode, ConfigChange change) {
    List<String> cold = change.coldPaths();
    String hot = "Applied configuration without a reboot";
    String reboot = "Applied configuration with a reboot";
    String why =
        cold.isEmpty()
            ? ""
            : "this config change can't be applied in immediate mode\ndiff:\n" + change.coldText();
    return switch (mode) {
      case NO_REBOOT, TRY -> {
        if (!cold.isEmpty()) {
          throw refused(Status.INVALID_ARGUMENT, why);
        }
        yield new Resolved(mode, hot, "");
      }
      case STAGED ->
          new Resolved(mode, "Staged configuration to be applied after the next reboot", "");
      case AUTO ->
          cold.isEmpty()
              ? new Resolved(Mode.NO_REBOOT, hot, "")
              : new Resolved(Mode.REBOOT, reboot, ": " + why);
      case REBOOT -> new Resolved(mode, reboot, "");
      case UNRECOGNIZED -> throw refused(Status.UNKNOWN, "incorrect mode specified");
    };
  }

  /** Returns what is added to the details. */
  private String perform(Mode mode, NodeConfig config, ApplyConfigurationRequest request) {
    Media media = boot.node().media();
    switch (mode) {
      case TRY -> {
        return attempt(config, request);
      }
      case NO_REBOOT -> {
        media.config = Optional.of(config);
        boot.config(config);
      }
      case STAGED -> media.config = Optional.of(config);
      case REBOOT -> {
        media.config = Optional.of(config);
        rebooting = true;
        boot.after(
            Duration.ofMillis(200),
            () ->
                boot.sequencer()
                    .run(Sequences.reboot(RebootRequest.Mode.DEFAULT), "", true, () -> {}));
      }
      case AUTO, UNRECOGNIZED -> throw new IllegalStateException("not resolved");
    }
    return "";
  }

  private String attempt(NodeConfig config, ApplyConfigurationRequest request) {
    Duration timeout =
        request.hasTryModeTimeout()
            ? Duration.ofSeconds(
                request.getTryModeTimeout().getSeconds(), request.getTryModeTimeout().getNanos())
            : TRY_TIMEOUT;
    NodeConfig before = boot.config().orElseThrow();
    int attempt = ++tries;
    boot.config(config);
    boot.after(
        timeout,
        () -> {
          if (tries == attempt) {
            boot.log("rolling back the configuration");
            boot.config(before);
          }
        });
    return "\nThe config is applied in 'try' mode and will be automatically reverted back in "
        + GoDuration.of(timeout);
  }

  private void accept(NodeConfig config) {
    if (!config.isComplete()) {
      partial = Optional.of(config);
      boot.touched();
      return;
    }
    Optional<Consumer<NodeConfig>> act = waiting;
    waiting = Optional.empty();
    act.ifPresent(next -> next.accept(config));
  }

  private static NodeConfig read(String yaml, Verdict verdict, Status status, String prefix) {
    if (verdict.unreadable().isPresent()) {
      throw refused(status, prefix + verdict.unreadable().get());
    }
    try {
      return NodeConfig.read(yaml);
    } catch (YamlProblem e) {
      throw refused(status, prefix + e.getMessage());
    }
  }

  private static void require(Verdict verdict, String prefix) {
    if (!verdict.errors().isEmpty()) {
      throw refused(Status.INVALID_ARGUMENT, prefix + verdict.joined());
    }
  }

  private static List<String> warnings(Verdict verdict, Verdict here) {
    return Stream.concat(verdict.warnings().stream(), here.warnings().stream()).toList();
  }

  private static StatusRuntimeException refused(Status status, String text) {
    return status.withDescription(text).asRuntimeException();
  }
}
