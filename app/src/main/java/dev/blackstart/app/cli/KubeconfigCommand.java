package dev.blackstart.app.cli;

import dev.blackstart.app.ClusterAccess;
import dev.blackstart.app.Json;
import dev.blackstart.app.Refusal;
import dev.blackstart.files.OpDocuments;
import dev.blackstart.files.SystemPrograms;
import dev.blackstart.files.contexts.KubeContexts;
import dev.blackstart.files.contexts.Merged;
import dev.blackstart.run.Fanout;
import dev.blackstart.world.Kubeconfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "kubeconfig",
    mixinStandardHelpOptions = true,
    description = {
      "Fetches the admin kubeconfig from a control plane and merges it into yours:",
      "$KUBECONFIG, else ~/.kube/config. What it was stays beside it."
    })
final class KubeconfigCommand implements Callable<Integer> {
  /** The operator may have to unlock the vault. */
  private static final Duration UNLOCKING = Duration.ofMinutes(2);

  @Mixin private SharedOptions shared;
  @Mixin private MergeOptions options;

  @Option(
      names = "--push",
      paramLabel = "op://VAULT/TITLE",
      description = {
        "keep it in 1Password, as a document of that title, for the others who may have it;",
        "your own file stays as it is"
      })
  private String push;

  @Option(
      names = "--pull",
      paramLabel = "op://VAULT/TITLE",
      description = "take it from 1Password, where somebody pushed it: no machine is asked")
  private String pull;

  @Override
  public Integer call() {
    if (push != null && (pull != null || options.file().isPresent())) {
      throw new Refusal(2, "--push says where it goes", "leave --pull and --out away");
    }
    Kubeconfig kubeconfig = pull != null ? pulled(OpDocuments.Place.of(pull)) : fetched();
    if (push != null) {
      pushed(OpDocuments.Place.of(push), kubeconfig);
    } else if (options.toOutput()) {
      print(kubeconfig.yaml());
    } else {
      List<Path> files =
          options.file().map(List::of).orElseGet(() -> MergeOptions.places().kubeconfig());
      Merged merged =
          options.merge(!shared.json(), wish -> new KubeContexts(files).merge(kubeconfig, wish));
      MergeOptions.tell("kubeconfig", merged, "kubectl config use-context ", shared.json());
    }
    return ExitCodes.DONE;
  }

  private Kubeconfig fetched() {
    if (push != null) {
      OpDocuments.Place.of(push);
    }
    try (ClusterAccess access =
        ClusterAccess.of(shared.state(), shared.files(), options.rehearsal())) {
      return access.kubeconfig();
    }
  }

  private static Kubeconfig pulled(OpDocuments.Place place) {
    try (Fanout fanout = new Fanout()) {
      return new Kubeconfig(documents(fanout).read(place));
    }
  }

  private void pushed(OpDocuments.Place place, Kubeconfig kubeconfig) {
    try (Fanout fanout = new Fanout()) {
      boolean renewed = documents(fanout).write(place, "kubeconfig", kubeconfig.yaml());
      if (shared.json()) {
        System.out.println(
            Json.line(Map.of("v", 1, "pushed", place.toString(), "renewed", renewed)));
      } else {
        System.out.println((renewed ? "renewed " : "added ") + place + " in 1Password");
        System.out.println("whoever may read it: blackstart kubeconfig --pull " + place);
      }
    }
  }

  private static OpDocuments documents(Fanout fanout) {
    return new OpDocuments(
        new SystemPrograms(task -> fanout.background(task), UNLOCKING), System.getenv());
  }

  private void print(String yaml) {
    System.out.print(shared.json() ? Json.line(Map.of("v", 1, "kubeconfig", yaml)) + "\n" : yaml);
  }
}
