package dev.blackstart.app.cli;

import dev.blackstart.phase.Operation;
import dev.blackstart.run.Selection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "k8s",
    aliases = "kubernetes",
    mixinStandardHelpOptions = true,
    description = {
      "The control plane's components, then kube-proxy, then the kubelets get the images their",
      "configs name. Nothing else of the configs is changed."
    })
final class UpgradeKubernetesCommand extends OperationVerb {
  @Mixin private RollingOptions rolling;

  @Mixin private SelectionOptions selection;

  @Override
  Selection selection() {
    return selection.selection();
  }

  @Override
  Operation operation() {
    return new Operation.UpgradeKubernetes(rolling.rolling());
  }
}
