package dev.blackstart.rehearsal.pod;

import dev.blackstart.rehearsal.api.http.EventStream;
import dev.blackstart.rehearsal.api.http.HttpAnswer;
import dev.blackstart.rehearsal.api.http.HttpRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A container's log, to its end, or as long as the client wants to follow it. */
public final class Logs {
  private static final String TEXT = "text/plain";

  private Logs() {}

  /**
   * Answers the request.
   *
   * @throws PodRefusal before anything was said
   */
  public static void serve(
      HttpRequest request, HttpAnswer answer, PodAccess pods, PodAccess.Pod pod, String container)
      throws IOException, InterruptedException {
    if (request.flag("previous")) {
      throw new PodRefusal(
          400,
          "previous terminated container \"%s\" in pod \"%s\" not found"
              .formatted(container, pod.name()));
    }
    String tail = request.parameter("tailLines");
    byte[] log =
        pods.log(
                pod,
                container,
                request.flag("timestamps"),
                tail.matches("\\d{1,9}") ? Integer.parseInt(tail) : -1)
            .getBytes(StandardCharsets.UTF_8);
    if (!request.flag("follow")) {
      answer.send(200, TEXT, log);
      return;
    }
    CountDownLatch gone = new CountDownLatch(1);
    EventStream stream = answer.stream(TEXT, gone::countDown);
    if (log.length > 0) {
      stream.write(log);
    }
    gone.await();
  }
}
