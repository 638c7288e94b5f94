package dev.blackstart.jhelm.remote;

import dev.blackstart.jhelm.remote.Download.Answer;
import dev.blackstart.jhelm.remote.Download.Ask;
import dev.blackstart.world.Downloads;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Failure.Kind;
import dev.blackstart.world.TimeSource;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Files had as charts are: logins, redirects, retries, limits, proxies. */
public final class RemoteFiles implements Downloads {
  private static final String MIRROR =
      "check the address, or put the file into a chart mirror: --charts DIR";

  private final Download download;
  private final Logins logins;

  /**
   * @param time told of downloads
   * @param env names proxies and where logins are kept
   */
  public RemoteFiles(TimeSource time, Map<String, String> env) {
    this(time, env, Patience.USUAL);
  }

  RemoteFiles(TimeSource time, Map<String, String> env, Patience patience) {
    this.download = new Download(time, env, patience);
    this.logins = new Logins(env);
  }

  @Override
  public byte[] fetch(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException noUrl) {
      throw new Failure(Kind.INPUT, url + " is no URL", "correct the address", noUrl);
    }
    try {
      return fetched(uri);
    } catch (Unavailable refused) {
      throw new Failure(
          refused.kind(),
          "cannot fetch " + Download.shown(uri) + ": " + refused.getMessage(),
          refused.remedy().isEmpty() ? MIRROR : refused.remedy(),
          refused);
    } catch (IOException e) {
      throw new Failure(
          Kind.UNREACHABLE,
          "cannot fetch " + Download.shown(uri) + ": " + e.getMessage(),
          MIRROR,
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(
          Kind.UNREACHABLE,
          "cannot fetch " + Download.shown(uri) + ": interrupted",
          "resume the run",
          e);
    }
  }

  private byte[] fetched(URI uri) throws IOException, InterruptedException {
    Optional<Login> login =
        uri.getUserInfo() != null
            ? Optional.of(Login.of("", "", "the URL"))
            : logins.repository(uri).or(() -> logins.netrc(String.valueOf(uri.getHost())));
    Answer answer =
        download.get(
            new Ask(
                uri,
                "",
                login.filter(each -> !each.user().isEmpty()).map(Login::basic).orElse(""),
                false,
                ""));
    if (answer.code() == 200) {
      return answer.body();
    }
    String what = answer.code() == 404 ? "such file" : "this file";
    if (answer.code() == 401 || answer.code() == 403) {
      throw new Unavailable(
          Kind.INPUT,
          uri.getHost()
              + " answers "
              + answer.code()
              + ": "
              + login.map(each -> each + " does not open it").orElse("it wants a login"),
          "write a login for "
              + uri.getHost()
              + " into ~/.netrc, or take it from a mirror:"
              + " --charts DIR");
    }
    throw Reasons.of(String.valueOf(uri.getHost()), answer, what, "");
  }
}
