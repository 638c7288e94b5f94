package dev.blackstart.machineconfig;

import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.machineconfig.document.ConfigDigest;
import dev.blackstart.machineconfig.document.ConfigProblem;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.document.Patch;
import dev.blackstart.machineconfig.document.RefusedConfig;
import dev.blackstart.machineconfig.secrets.SecretValues;
import dev.blackstart.machineconfig.validation.ConfigValidation;
import dev.blackstart.world.Failure;
import dev.blackstart.world.RenderedConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** From the layers of a node's config to the config itself. */
public final class ConfigMerge {
  private ConfigMerge() {}

  /**
   * Merges the patches into the base, in order; references to secrets stay as they are.
   *
   * @throws Failure INPUT with file:line when Talos would not load the result, or refuse it
   */
  public static MachineConfig merge(MachineConfigSource source) {
    try {
      MachineConfig config = merged(source);
      List<ConfigProblem> errors = ConfigValidation.check(config).errors();
      if (!errors.isEmpty()) {
        throw new RefusedConfig(errors);
      }
      return config;
    } catch (RefusedConfig refused) {
      throw failure(refused);
    }
  }

  /**
   * The same without looking whether Talos would take the result.
   *
   * @throws RefusedConfig when a layer is none, or does not fit
   */
  public static MachineConfig merged(MachineConfigSource source) {
    MachineConfig config = MachineConfig.parse(source.base().yaml(), source.base().origin());
    for (MachineConfigSource.Layer patch : source.patches()) {
      config = config.patched(Patch.parse(patch.yaml(), patch.origin()));
    }
    return config;
  }

  /** Puts secrets in, and makes what a node is sent. */
  public static RenderedConfig render(
      MachineConfig merged, SecretValues secrets, MachineConfigSource source) {
    MachineConfig config = secrets.in(merged);
    requireSound(config);
    List<String> origins = new ArrayList<>(List.of(source.base().origin()));
    source.patches().forEach(patch -> origins.add(patch.origin()));
    return new RenderedConfig(
        config.yaml(), ConfigDigest.of(config), origins.stream().distinct().toList());
  }

  /** What is refused only now is so for a secret, which is not said. */
  private static void requireSound(MachineConfig config) {
    Stream.concat(config.undecodable().stream(), ConfigValidation.check(config).errors().stream())
        .findFirst()
        .ifPresent(
            problem -> {
              throw new Failure(
                  Failure.Kind.INPUT,
                  problem.mark() + ": " + problem.path() + ": Talos refuses the secret put in here",
                  "correct it where it is kept: base64 in one line where Talos wants base64");
            });
  }

  /**
   * Digest of a config that a node gave, comparable with {@link RenderedConfig#digest}.
   *
   * @throws Failure INPUT when it is none
   */
  public static String digest(String yaml, String origin) {
    try {
      return ConfigDigest.of(MachineConfig.parse(yaml, origin));
    } catch (RefusedConfig refused) {
      throw failure(refused);
    }
  }

  /** The same as a failure of the repository. */
  public static Failure failure(RefusedConfig refused) {
    ConfigProblem first = refused.problems().getFirst();
    String more =
        refused.problems().size() > 1
            ? "; " + (refused.problems().size() - 1) + " more of the kind are there"
            : "";
    return new Failure(
        Failure.Kind.INPUT,
        first.toString(),
        "correct it as Talos 1.12 wants it, talosctl validate tells the same" + more);
  }
}
