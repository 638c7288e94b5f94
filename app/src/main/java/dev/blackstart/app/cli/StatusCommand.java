package dev.blackstart.app.cli;

import dev.blackstart.app.Standing;
import dev.blackstart.app.plain.Harmless;
import dev.blackstart.app.plain.Ink;
import dev.blackstart.app.plain.Json;
import dev.blackstart.world.Waiting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Which claims hold now, and which do not and why.")
final class StatusCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  @Override
  public Integer call() throws InterruptedException {
    Standing standing = Standing.of(shared.state(), shared.files());
    if (shared.json()) {
      System.out.println(Json.line(json(standing)));
    } else {
      print(standing);
    }
    return standing.allHold() ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private void print(Standing standing) {
    System.out.println(standing.title());
    for (Standing.Claim claim : standing.claims()) {
      String word =
          claim.holds()
              ? Ink.GOOD.on("holds     ", shared.colours())
              : Ink.BAD.on("holds not ", shared.colours());
      String line = String.format("  %-18s%s%s", claim.phase(), word, claim.because());
      System.out.println(Harmless.text(line, shared.colours()));
      claim.waiting().stream()
          .limit(5)
          .map(waiting -> " ".repeat(30) + waiting)
          .forEach(line2 -> System.out.println(Harmless.text(line2, false)));
    }
  }

  private static Map<String, Object> json(Standing standing) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("v", 1);
    document.put("cluster", standing.cluster());
    document.put("source", standing.source());
    standing.run().ifPresent(run -> document.put("run", run));
    document.put(
        "status",
        standing.claims().stream()
            .map(
                claim -> {
                  Map<String, Object> one = new LinkedHashMap<>();
                  one.put("phase", claim.phase());
                  one.put("holds", claim.holds());
                  one.put("because", claim.because());
                  one.put("waiting", waiting(claim.waiting()));
                  return one;
                })
            .toList());
    return document;
  }

  private static List<Map<String, String>> waiting(List<Waiting> waiting) {
    return waiting.stream()
        .map(each -> Map.of("who", each.who(), "reason", each.reason()))
        .toList();
  }
}
