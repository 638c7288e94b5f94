package dev.blackstart.rehearsal.pod;

import dev.blackstart.rehearsal.api.http.HttpAnswer;
import dev.blackstart.rehearsal.api.http.HttpRequest;
import dev.blackstart.rehearsal.api.http.HttpsListener;
import dev.blackstart.rehearsal.pod.PodAccess.Pod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** What a kubelet answers on its port to its API server: commands and logs. */
final class KubeletRequests implements HttpsListener.Handler {
  private static final String TEXT = "text/plain; charset=utf-8";

  private final Supplier<PodAccess> pods;

  KubeletRequests(Supplier<PodAccess> pods) {
    this.pods = pods;
  }

  @Override
  public void handle(HttpRequest request, HttpAnswer answer)
      throws IOException, InterruptedException {
    List<String> parts = List.of(request.path().substring(1).split("/", -1));
    try {
      switch (parts.getFirst()) {
        case "healthz" -> send(answer, 200, "ok");
        case "exec" -> run(parts, request, answer);
        case "containerLogs" -> log(parts, request, answer);
        default -> send(answer, 404, "404 page not found\n");
      }
    } catch (PodRefusal refused) {
      if (!answer.started()) {
        send(answer, refused.code(), refused.getMessage());
      }
    }
  }

  private void run(List<String> parts, HttpRequest request, HttpAnswer answer) throws IOException {
    Pod pod = pod(parts);
    List<String> words = request.query().getOrDefault("command", List.of());
    Execution.serve(request, answer, () -> pods.get().run(pod, parts.getLast(), words));
  }

  private void log(List<String> parts, HttpRequest request, HttpAnswer answer)
      throws IOException, InterruptedException {
    Logs.serve(request, answer, pods.get(), pod(parts), parts.getLast());
  }

  /** The pod of {@code exec/NAMESPACE/POD/CONTAINER}. */
  private static Pod pod(List<String> parts) {
    if (parts.size() < 4) {
      throw new PodRefusal(404, "404 page not found");
    }
    return new Pod(parts.get(1), parts.get(2));
  }

  private static void send(HttpAnswer answer, int code, String text) throws IOException {
    answer.send(code, TEXT, text.getBytes(StandardCharsets.UTF_8));
  }
}
