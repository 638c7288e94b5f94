package dev.blackstart.app.cli;

import dev.blackstart.app.ConfigPreviews;
import dev.blackstart.app.Json;
import dev.blackstart.phase.Operation;
import dev.blackstart.run.Selection;
import dev.blackstart.world.NodeOperations.ApplyMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = {
      "Every node gets its changed machine config; what changes and how it takes effect is said",
      "first. Nodes in maintenance join the cluster."
    })
final class ApplyCommand extends OperationVerb {
  /** As talosctl writes them. */
  enum Mode {
    AUTO("auto", ApplyMode.AUTO),
    NO_REBOOT("no-reboot", ApplyMode.NO_REBOOT),
    REBOOT("reboot", ApplyMode.REBOOT),
    STAGED("staged", ApplyMode.STAGED),
    TRY("try", ApplyMode.TRY);

    private final String word;
    private final ApplyMode mode;

    Mode(String word, ApplyMode mode) {
      this.word = word;
      this.mode = mode;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  @Mixin private RollingOptions rolling;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "auto",
      description = "how it takes effect: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Mode mode;

  @Option(names = "--dry-run", description = "only say what would change, and how")
  private boolean dryRun;

  @Option(
      names = "--yes",
      description = "do not ask, on a terminal, before live machines are changed")
  private boolean yes;

  @Mixin private SelectionOptions selection;

  @Override
  Selection selection() {
    return selection.selection();
  }

  @Override
  Operation operation() {
    return new Operation.Apply(rolling.rolling(), mode.mode);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (dryRun) {
      return preview();
    }
    boolean asks = !yes && !rehearsal() && !shared().json() && SharedOptions.onTerminal();
    if (asks && !ApplyQuestion.agreed(previews(), new TerminalTalk())) {
      return ExitCodes.DONE;
    }
    return super.call();
  }

  private ConfigPreviews previews() {
    return ConfigPreviews.of(
        files(), rehearsal(), shared().state(), extra(), rolling.nodes(), mode.mode);
  }

  private int preview() {
    ConfigPreviews previews = previews();
    if (shared().json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("v", 1);
      document.put("cluster", previews.cluster());
      document.put("nodes", previews.nodes().stream().map(ApplyCommand::json).toList());
      System.out.println(Json.line(document));
    } else {
      ApplyQuestion.lines(previews).forEach(System.out::println);
    }
    return ExitCodes.DONE;
  }

  private static Map<String, Object> json(ConfigPreviews.OfNode node) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("node", node.node().name());
    one.put("address", node.node().address());
    one.put("reach", node.reach());
    node.preview()
        .ifPresent(
            preview -> {
              one.put("changes", preview.changes());
              preview
                  .mode()
                  .ifPresent(
                      how ->
                          one.put("mode", how.name().toLowerCase(Locale.ROOT).replace('_', '-')));
              one.put("diff", List.copyOf(preview.diff()));
              one.put("warnings", List.copyOf(preview.warnings()));
            });
    return one;
  }
}
