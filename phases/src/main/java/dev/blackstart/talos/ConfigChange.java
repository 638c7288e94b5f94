package dev.blackstart.talos;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import dev.blackstart.machineconfig.secrets.MaskedText;
import dev.blackstart.world.NodeOperations.Applied;
import dev.blackstart.world.NodeOperations.ApplyMode;
import dev.blackstart.world.RenderedConfig;
import dev.talos.api.machine.ApplyConfiguration;
import dev.talos.api.machine.ApplyConfigurationRequest;
import dev.talos.api.machine.ApplyConfigurationRequest.Mode;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.stream.Collectors;

/** Another config for a node that has one: the request, and an answer that may be shown. */
final class ConfigChange {
  /** More lines than a complete config has. */
  private static final int LONGEST_DETAILS = 20_000;

  private final RenderedConfig config;
  private final MaskedText masked;

  /**
   * @param running what the node runs: a comparison quotes both
   */
  ConfigChange(RenderedConfig config, String running) {
    this.config = config;
    this.masked = MaskedText.without(config.yaml(), running);
  }

  ApplyConfigurationRequest request(ApplyMode mode, boolean dryRun, java.time.Duration tryFor) {
    return ApplyConfigurationRequest.newBuilder()
        .setData(ByteString.copyFromUtf8(config.yaml()))
        .setMode(
            switch (mode) {
              case AUTO -> Mode.AUTO;
              case NO_REBOOT -> Mode.NO_REBOOT;
              case REBOOT -> Mode.REBOOT;
              case STAGED -> Mode.STAGED;
              case TRY -> Mode.TRY;
            })
        .setDryRun(dryRun)
        .setTryModeTimeout(
            Duration.newBuilder().setSeconds(tryFor.getSeconds()).setNanos(tryFor.getNano()))
        .build();
  }

  Applied answer(ApplyConfiguration answer) {
    String details =
        masked
            .of(answer.getModeDetails())
            .lines()
            .limit(LONGEST_DETAILS)
            .map(LineCutter::cut)
            .collect(Collectors.joining("\n"));
    return new Applied(
        mode(answer.getMode()),
        details,
        answer.getWarningsList().stream().map(masked::of).map(LineCutter::cut).toList());
  }

  /** A refusal quotes what differs, too. */
  StatusRuntimeException refusal(StatusRuntimeException refused) {
    Status status = refused.getStatus();
    String words = status.getDescription() == null ? "" : status.getDescription();
    return Status.fromCode(status.getCode())
        .withDescription(LineCutter.cut(masked.of(words)))
        .asRuntimeException();
  }

  private static ApplyMode mode(Mode mode) {
    return switch (mode) {
      case REBOOT -> ApplyMode.REBOOT;
      case AUTO, UNRECOGNIZED -> ApplyMode.AUTO;
      case NO_REBOOT -> ApplyMode.NO_REBOOT;
      case STAGED -> ApplyMode.STAGED;
      case TRY -> ApplyMode.TRY;
    };
  }
}
