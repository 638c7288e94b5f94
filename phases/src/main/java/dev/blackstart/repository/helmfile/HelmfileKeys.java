package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.Finding;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the keys of a helmfile are helmfile's, and which of them would change what is installed
 * without being understood here (helmfile 1.x, "Configuration Reference").
 */
final class HelmfileKeys {
  /** Read, or without effect on what is installed. */
  private static final Set<String> STATE =
      Set.of(
          "apiVersions",
          "bases",
          "commonLabels",
          "defaultInherit",
          "environments",
          "helmBinary",
          "helmDefaults",
          "helmfiles",
          "hooks",
          "kubeContext",
          "kubeVersion",
          "kustomizeBinary",
          "llm",
          "lockFilePath",
          "missingFileHandler",
          "missingFileHandlerConfig",
          "namespace",
          "releases",
          "repositories",
          "templates",
          "values");

  private static final Set<String> STATE_UNREAD = Set.of("chart");

  /** Read. */
  private static final Set<String> RELEASE =
      Set.of(
          "chart",
          "condition",
          "conditionTemplate",
          "dependencies",
          "directory",
          "forceNamespace",
          "hooks",
          "inherit",
          "installed",
          "installedTemplate",
          "jsonPatches",
          "labels",
          "missingFileHandler",
          "missingFileHandlerConfig",
          "name",
          "namespace",
          "needs",
          "set",
          "setString",
          "setTemplate",
          "strategicMergePatches",
          "transformers",
          "values",
          "valuesPathPrefix",
          "valuesTemplate",
          "version");

  /** How Helm goes about it, not what it installs. */
  private static final Set<String> MANNER =
      Set.of(
          "adopt",
          "apiVersions",
          "atomic",
          "cascade",
          "cleanupOnFail",
          "createNamespace",
          "deleteTimeout",
          "deleteWait",
          "description",
          "devel",
          "diffArgs",
          "disableAutoDetectedKubeVersionForDiff",
          "disableOpenAPIValidation",
          "disableValidation",
          "disableValidationOnInstall",
          "enableDNS",
          "force",
          "forceConflicts",
          "helmStuckGrace",
          "historyMax",
          "insecureSkipTLSVerify",
          "keyring",
          "kubeContext",
          "kubeVersion",
          "kubedogBurst",
          "kubedogQPS",
          "plainHttp",
          "recreatePods",
          "resetValues",
          "reuseValues",
          "rollbackOnFailure",
          "serverSide",
          "skipDeps",
          "skipKinds",
          "skipRefresh",
          "skipSchemaValidation",
          "suppressDiff",
          "suppressOutputLineRegex",
          "syncReleaseLabels",
          "takeOwnership",
          "templateArgs",
          "timeout",
          "tls",
          "trackKinds",
          "trackLogs",
          "trackMode",
          "trackResources",
          "trackTimeout",
          "unitTests",
          "updateStrategy",
          "verify",
          "verifyTemplate",
          "wait",
          "waitForJobs",
          "waitRetries",
          "waitTemplate");

  /** Helmfile's, and beyond what is done here. */
  private static final Set<String> RELEASE_UNREAD =
      Set.of(
          "chartPath",
          "env",
          "forceGoGetter",
          "postRenderer",
          "postRendererArgs",
          "secrets",
          "skipCRDs");

  private static final Set<String> DEFAULTS = Set.of("args", "syncArgs");
  private static final Set<String> DEFAULTS_UNREAD =
      Set.of("postRenderer", "postRendererArgs", "skipCRDs");

  private final Findings findings;

  HelmfileKeys(Findings findings) {
    this.findings = findings;
  }

  /** Reports keys of a part's top that helmfile does not know or that are not understood. */
  void check(MapNode layer) {
    for (MapNode.Entry entry : layer.entries()) {
      String key = entry.key().text();
      if (STATE_UNREAD.contains(key)) {
        findings.add(notUnderstood(entry.key()));
      } else if (!STATE.contains(key)) {
        unknown(entry.key(), "helmfiles");
      }
    }
    Nodes.items(layer.get("repositories")).forEach(this::unverified);
    map(layer, "helmDefaults").ifPresent(this::unverified);
    map(layer, "helmDefaults")
        .ifPresent(
            defaults ->
                defaults.entries().stream()
                    .map(MapNode.Entry::key)
                    .filter(
                        key ->
                            !MANNER.contains(key.text())
                                && !DEFAULTS.contains(key.text())
                                && !DEFAULTS_UNREAD.contains(key.text()))
                    .forEach(key -> unknown(key, "helmDefaults")));
  }

  /** Provenance is told to be missing rather than believed. */
  private void unverified(YamlNode node) {
    if (ChartReferences.isOn(node, "verify")) {
      findings.add(
          FindingKind.CHART_SOURCE,
          node.at("verify").orElse(node).mark(),
          "verify: true asks for signatures of charts, which are not looked at here",
          "verify them before, in a mirror: helm pull --verify, then --charts DIR");
    }
  }

  /**
   * Reports keys of a release, its templates included.
   *
   * @param crds how the helmfile selects CRDs, when it is for these only
   */
  void checkRelease(MapNode release, boolean crds) {
    unverified(release);
    for (MapNode.Entry entry : release.entries()) {
      String key = entry.key().text();
      if (key.startsWith("postRenderer") && crds && CrdSelection.selectsCrds(release)) {
        continue;
      }
      if (RELEASE_UNREAD.contains(key)) {
        if (key.equals("secrets")) {
          findings.add(
              FindingKind.HELMFILE_SECRETS,
              entry.key().mark(),
              "encrypted values of a release are not read",
              "put what is no secret into values:, and what is one into the cluster itself");
        } else if (!isOff(entry.value())) {
          findings.add(notUnderstood(entry.key()));
        }
      } else if (!RELEASE.contains(key) && !MANNER.contains(key)) {
        unknown(entry.key(), "releases");
      }
    }
  }

  /** Reports what {@code helmDefaults} do to every release beyond what is done here. */
  void checkDefaults(MapNode root, boolean crds) {
    Optional<MapNode> defaults = map(root, "helmDefaults");
    defaults.ifPresent(
        all -> {
          boolean selects = crds && CrdSelection.selectsCrds(all);
          all.entries().stream()
              .filter(entry -> DEFAULTS_UNREAD.contains(entry.key().text()))
              .filter(entry -> !isOff(entry.value()))
              .filter(entry -> !(selects && entry.key().text().startsWith("postRenderer")))
              .filter(entry -> !entry.key().text().equals("postRendererArgs"))
              .forEach(entry -> findings.add(notUnderstood(entry.key())));
          Nodes.items(all.get("args")).forEach(this::argument);
          Nodes.items(all.get("syncArgs")).forEach(this::argument);
        });
  }

  private void argument(YamlNode node) {
    if (node instanceof ScalarNode text && HelmArguments.changesWhatIsInstalled(text.text())) {
      findings.add(
          FindingKind.HELMFILE_KEY.at(
              text.mark(),
              "Helm's argument "
                  + text.text()
                  + " is not understood, and may change what is"
                  + " installed",
              "write it as values of the releases"));
    }
  }

  private static boolean isOff(YamlNode value) {
    return value instanceof ScalarNode scalar && (scalar.isNull() || scalar.text().equals("false"));
  }

  private static Optional<MapNode> map(MapNode in, String key) {
    return in.get(key).filter(MapNode.class::isInstance).map(MapNode.class::cast);
  }

  private void unknown(ScalarNode key, String where) {
    findings.add(
        FindingKind.HELMFILE_KEY_UNKNOWN,
        key.mark(),
        "helmfile knows no key " + key.text() + " in " + where,
        "correct its name, or remove it");
  }

  static Finding notUnderstood(ScalarNode key) {
    return FindingKind.HELMFILE_KEY.at(
        key.mark(),
        "the helmfile key " + key.text() + " is not understood, and may change what is installed",
        "write the release without it");
  }
}
