package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.files.ConfigLook;
import dev.blackstart.files.OperatorKeys;
import dev.blackstart.files.Redaction;
import dev.blackstart.files.SealedTexts;
import dev.blackstart.files.SystemTimeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with machine configs, told where nothing runs and nobody is asked. */
public final class ConfigFindings {
  private ConfigFindings() {}

  /** The cluster with what is found in its machine configs; what is encrypted stays closed. */
  public static ClusterSpec on(ClusterSpec spec) {
    SealedTexts sealed =
        SealedTexts.openedOrMadeUp(
            new OperatorKeys(System.getenv(), spec.repository()), new Redaction());
    Set<Finding> all = new LinkedHashSet<>(spec.findings());
    all.addAll(ConfigLook.findings(spec, sealed, new SystemTimeSource().wall()));
    all.addAll(ConfigLook.lints(spec, sealed));
    return spec.withFindings(List.copyOf(all));
  }
}
