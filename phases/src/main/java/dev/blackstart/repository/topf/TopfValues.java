package dev.blackstart.repository.topf;

import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.ValsReferences;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.Optional;

/** The texts of a {@code topf.yaml}; what sops encrypted or vals would fetch cannot be read. */
final class TopfValues {
  private final Findings findings;

  TopfValues(Findings findings) {
    this.findings = findings;
  }

  /** The text at a path; a finding and nothing when it stands elsewhere or is encrypted. */
  Optional<Setting<String>> text(YamlNode below, String path) {
    Optional<ScalarNode> scalar = below.scalar(path);
    Optional<ScalarNode> hidden = scalar.filter(found -> isHidden(found.text()));
    hidden.ifPresent(
        found ->
            findings.add(
                FindingKind.ENCRYPTED_VALUE,
                found.mark(),
                path
                    + " cannot be read: it is "
                    + (found.text().startsWith("ENC[") ? "encrypted" : "a reference to a secret"),
                "write it as it is: names, addresses and versions are no secrets"));
    return scalar
        .filter(found -> !isHidden(found.text()))
        .map(found -> new Setting<>(found.text(), Findings.place(found.mark())));
  }

  /**
   * A text in which what vals would fetch of 1Password or of a file of the repository is referred
   * to as the rest of its secrets.
   */
  static String withReferences(String text) {
    return ValsReferences.read(text);
  }

  private static boolean isHidden(String text) {
    return text.startsWith("ENC[") || text.startsWith("ref+");
  }
}
