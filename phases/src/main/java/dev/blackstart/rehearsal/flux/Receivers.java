package dev.blackstart.rehearsal.flux;

import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.time.Duration;
import java.util.Locale;

/** Plays notification-controller: a Receiver needs the token that its path is made from. */
final class Receivers {
  private static final String CONTROLLER = "notification-controller";

  private final Surroundings around;
  private final Controllers controllers;
  private final Informer receivers;
  private final Lanes queue;
  private final Timetable timetable;

  Receivers(Surroundings around, Controllers controllers) {
    this.around = around;
    this.controllers = controllers;
    this.receivers = around.informer(FluxTypes.RECEIVERS);
    this.queue = new Lanes(around, this::reconcile);
    this.timetable = new Timetable(around, queue::add);
    queue.startAfter(receivers.synced());
    receivers.listen(change -> queue.add(change.any().key()));
    controllers.listen(() -> receivers.all().forEach(receiver -> queue.add(receiver.key())));
  }

  private void reconcile(Key key) {
    Resource receiver = receivers.get(key).orElse(null);
    if (receiver == null
        || receiver.deleting()
        || receiver.spec().path("suspend").asBoolean()
        || !controllers.isRunning(CONTROLLER)
        || !timetable.isDue(receiver, "")) {
      return;
    }
    FluxStatus status = new FluxStatus(around, receiver).handled();
    String name = receiver.spec().path("secretRef").path("name").asText();
    Key secret = new Key(receiver.namespace(), name);
    boolean found = around.client().find(ResourceType.SECRETS, secret).isPresent();
    if (found) {
      String path =
          String.format(Locale.ROOT, "/hook/%016x", around.pace().number(receiver.uid(), name));
      status.set("webhookPath", path).ready("Succeeded", "Receiver initialized for path: " + path);
    } else {
      status.failed(
          "TokenNotFound",
          "unable to read token from secret '"
              + secret
              + "' error: secrets \""
              + name
              + "\" not found");
    }
    status.write(receivers);
    timetable.done(receiver, "", found ? Duration.ofMinutes(10) : Duration.ofMinutes(1));
  }

  void close() {
    queue.close();
  }
}
