package dev.blackstart.app.cli;

import dev.blackstart.app.Adopting;
import dev.blackstart.app.Json;
import dev.blackstart.app.OperatorFiles;
import dev.blackstart.app.Refusal;
import dev.blackstart.app.fresh.Founding;
import dev.blackstart.app.fresh.Interview;
import dev.blackstart.app.fresh.ScanText;
import dev.blackstart.app.fresh.Sweep;
import dev.blackstart.app.fresh.Wish;
import dev.blackstart.app.fresh.Wishes;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.repository.RepositoryReader;
import dev.blackstart.talos.Dialer;
import dev.blackstart.talos.FoundMachine;
import dev.blackstart.talos.MachineScan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the repository of a new cluster, or adds one to a repository: machine configs, an",
      "encrypted secrets bundle, the bootstrap, Flux's tree. Asks for what no option says, on a",
      "terminal. With --adopt: the blackstart.yaml that detection amounts to."
    })
final class InitCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;
  @Mixin private InitOptions options;

  @Option(
      names = "--adopt",
      description =
          "write the blackstart.yaml of the repository as it is; what is missing is marked")
  private boolean adopt;

  @Option(
      names = "--scan",
      paramLabel = "CIDR",
      description =
          "look there for machines in maintenance mode, at most 4096 addresses; without any machine"
              + " named, only that")
  private String scan;

  @Option(
      names = "--scan-seconds",
      paramLabel = "N",
      description = "after which no more addresses are asked (default: 60)")
  private int scanSeconds = 60;

  @Override
  public Integer call() throws InterruptedException {
    if (adopt) {
      return adopt();
    }
    Path root = root();
    Wishes wishes = options.wishes(shared.cluster().orElse(null));
    boolean asks = SharedOptions.onTerminal() && !shared.lines();
    Optional<MachineScan.Outcome> seen = Optional.empty();
    if (scan != null) {
      seen = Optional.of(sweep().of(scan));
      if (!shared.json()) {
        new ScanText(seen.get().machines()).lines().forEach(System.out::println);
        unasked(seen.get());
      }
      if (!asks && !wishes.namesMachines()) {
        return only(seen.get());
      }
    }
    List<FoundMachine> machines = seen.map(MachineScan.Outcome::machines).orElse(List.of());
    if (asks) {
      Interview interview = new Interview(new TerminalTalk(), root, wishes, machines, this::swept);
      wishes = interview.ask();
      machines = interview.found();
    }
    if (asks && wishes.one(Wish.SECRETS).isEmpty()) {
      System.out.println("making the cluster's keys, one of them RSA: this takes a while");
    }
    Founding.Founded founded =
        new Founding(root, System.getenv(), new SystemTimeSource().wall()).found(wishes, machines);
    FoundedText text = new FoundedText(root, founded);
    if (shared.json()) {
      Map<String, Object> document = text.json();
      document.put("machines", new ScanText(machines).json());
      System.out.println(Json.line(document));
    } else {
      text.lines().forEach(System.out::println);
    }
    return text.isSound() ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private Sweep sweep() {
    return new Sweep(Dialer.direct(), Duration.ofSeconds(Math.max(1, scanSeconds)));
  }

  private MachineScan.Outcome swept(String network) {
    try {
      return sweep().of(network);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(130, "interrupted", "nothing was written");
    }
  }

  /** The scan was all that was wanted. */
  private int only(MachineScan.Outcome outcome) {
    if (shared.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("v", 1);
      document.put("scan", scan);
      document.put("unasked", outcome.unasked());
      document.put("machines", new ScanText(outcome.machines()).json());
      System.out.println(Json.line(document));
    } else {
      System.out.println(
          "to go on, name them: blackstart init --scan " + scan + " --controlplane …");
    }
    return ExitCodes.DONE;
  }

  private static void unasked(MachineScan.Outcome outcome) {
    if (outcome.unasked() > 0) {
      System.out.println(
          outcome.unasked() + " addresses were not asked in time: give it --scan-seconds");
    }
  }

  /** Where it is written: the repository that is there, else the folder itself. */
  private Path root() {
    Path here = shared.repository().orElse(Path.of("")).toAbsolutePath().normalize();
    Path root = shared.repository().isPresent() ? here : RepositoryReader.find(here).orElse(here);
    if (root.equals(OperatorFiles.example())) {
      throw new Refusal(
          2, "the bundled example is not written to", "name a folder of your own: --repo DIR");
    }
    return root;
  }

  private int adopt() {
    Adopting.Written written =
        Adopting.write(shared.files().root(), shared.cluster(), shared.vars());
    if (shared.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("v", 1);
      document.put("file", written.file().toString());
      document.put("clusters", written.adoption().clusters());
      document.put("missing", written.adoption().missing());
      System.out.println(Json.line(document));
    } else {
      System.out.println("wrote " + written.file());
      System.out.println();
      System.out.print(written.adoption().text());
    }
    return ExitCodes.DONE;
  }
}
