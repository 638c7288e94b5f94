package dev.blackstart.files;

import dev.blackstart.machineconfig.secrets.SecretsBundle;
import dev.blackstart.machineconfig.secrets.SecretsBundleYaml;

/** Secrets bundles as files. */
final class BundleTexts {
  private BundleTexts() {}

  static String of(SecretsBundle bundle) {
    return SecretsBundleYaml.write(bundle);
  }
}
