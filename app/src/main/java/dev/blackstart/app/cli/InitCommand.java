package dev.blackstart.app.cli;

import dev.blackstart.app.Adopting;
import dev.blackstart.app.plain.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = "Writes the blackstart.yaml that detection amounts to into a repository.")
final class InitCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  @Option(
      names = "--adopt",
      required = true,
      description = "of the repository as it is; what is missing is marked")
  private boolean adopt;

  @Override
  public Integer call() {
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
