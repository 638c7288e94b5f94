package dev.blackstart.app.cli;

import dev.blackstart.app.Acting;
import dev.blackstart.app.Json;
import dev.blackstart.app.Refusal;
import dev.blackstart.app.act.FluxNames;
import dev.blackstart.app.act.FluxOrders;
import dev.blackstart.app.plain.Harmless;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A verb about one of Flux's objects; beside a run, which goes on. */
abstract class FluxVerb implements Callable<Integer> {
  @Mixin private SharedOptions shared;
  @Mixin private ActingOptions acting;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = {
        "the object: its name, or KIND/NAME, NAMESPACE/NAME, KIND/NAMESPACE/NAME;",
        "kinds: ks, hr, git, oci, helm, chart, bucket"
      })
  private String name;

  /** Its word on the command line. */
  abstract String verb();

  /** Does it; returns how the object stands. */
  abstract String act(FluxOrders orders, KubeObject object) throws InterruptedException;

  @Override
  public final Integer call() throws InterruptedException {
    try (Acting on = open()) {
      World world = on.world();
      Instant start = world.time().now();
      KubeObject object = new FluxNames(world.kube()).find(name);
      say("cluster " + on.inspection().spec().name() + ", " + kind(world) + ": " + object.ref());
      say("by hand: " + FluxOrders.byHand(verb(), object));
      String state = act(new FluxOrders(world.kube(), world.time(), this::say), object);
      say(object.ref() + " " + state);
      if (shared.json()) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("v", 1);
        document.put("cluster", on.inspection().spec().name());
        document.put("world", kind(world));
        document.put("object", object.ref().toString());
        document.put("act", verb());
        document.put("state", state);
        document.put("took_ms", Duration.between(start, world.time().now()).toMillis());
        System.out.println(Json.line(document));
      }
    }
    return ExitCodes.DONE;
  }

  /** A run at work holds the lock and drives the time; nothing here disturbs it. */
  private Acting open() {
    try {
      return Acting.on(shared.state(), shared.files(), acting.leave());
    } catch (Refusal atWork) {
      if (atWork.exit() != ExitCodes.LOCKED) {
        throw atWork;
      }
      return Acting.beside(shared.state(), shared.files(), acting.rehearsal());
    }
  }

  private static String kind(World world) {
    return world.kind().name().toLowerCase(Locale.ROOT);
  }

  private void say(String line) {
    if (!shared.json()) {
      System.out.println(Harmless.text(line, false));
      System.out.flush();
    }
  }
}
