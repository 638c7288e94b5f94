package dev.blackstart.rehearsal.pod;

import dev.blackstart.rehearsal.api.http.Channels;
import dev.blackstart.rehearsal.api.http.HttpAnswer;
import dev.blackstart.rehearsal.api.http.HttpRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A command in a container, as API servers and kubelets answer it: over WebSocket (KEP-4006) or
 * over SPDY/3.1, with the exit code as a Status at the end.
 */
public final class Execution {
  private static final int OUT = 1;
  private static final int ERR = 2;
  private static final int STATUS = 3;
  private static final List<String> PROTOCOLS = List.of("v5.channel.k8s.io", "v4.channel.k8s.io");

  private Execution() {}

  /** The command. */
  public interface Command {
    Ran run();
  }

  /**
   * Answers the request; returns when all is said.
   *
   * @throws PodRefusal before anything was said
   */
  public static void serve(HttpRequest request, HttpAnswer answer, Command command)
      throws IOException {
    String upgrade = request.header("upgrade");
    boolean webSocket = upgrade.equalsIgnoreCase("websocket");
    if (!webSocket && !upgrade.equalsIgnoreCase("SPDY/3.1")) {
      throw new PodRefusal(400, "Upgrade request required");
    }
    String protocol =
        common(request.header(webSocket ? "sec-websocket-protocol" : "x-stream-protocol-version"));
    Ran ran = command.run();
    if (webSocket) {
      say(ran, answer.channels(protocol));
    } else {
      String more = "X-Stream-Protocol-Version: " + protocol + "\r\n";
      new SpdySession(answer.upgrade("SPDY/3.1", more), streams(request))
          .say(ran, status(ran.code()));
    }
  }

  private static String common(String offered) {
    List<String> theirs = Stream.of(offered.split(",", -1)).map(String::trim).toList();
    return PROTOCOLS.stream()
        .filter(theirs::contains)
        .findFirst()
        .orElseThrow(
            () ->
                new PodRefusal(
                    403,
                    "unable to negotiate protocol: client supports "
                        + theirs
                        + ", server accepts "
                        + PROTOCOLS));
  }

  private static void say(Ran ran, Channels channels) throws IOException {
    if (ran.out().length > 0) {
      channels.write(OUT, ran.out());
    }
    if (ran.err().length > 0) {
      channels.write(ERR, ran.err());
    }
    channels.write(STATUS, status(ran.code()));
    channels.end();
  }

  /** How many streams the client opens: API servers and kubelets name the wish differently. */
  private static int streams(HttpRequest request) {
    boolean terminal = request.flag("tty");
    int count = 1;
    count += request.flag("stdin") || request.flag("input") ? 1 : 0;
    count += request.flag("stdout") || request.flag("output") ? 1 : 0;
    count += !terminal && (request.flag("stderr") || request.flag("error")) ? 1 : 0;
    return count + (terminal ? 1 : 0);
  }

  private static byte[] status(int code) {
    String json =
        code == 0
            ? "{\"metadata\":{},\"status\":\"Success\"}"
            : """
            {"metadata":{},"status":"Failure","reason":"NonZeroExitCode",\
            "message":"command terminated with non-zero exit code: exit status %1$d",\
            "details":{"causes":[{"reason":"ExitCode","message":"%1$d"}]}}\
            """
                .formatted(code);
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
