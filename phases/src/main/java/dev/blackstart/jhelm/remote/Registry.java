package dev.blackstart.jhelm.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.blackstart.jhelm.remote.Download.Answer;
import dev.blackstart.jhelm.remote.Download.Ask;
import dev.blackstart.world.Failure.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Speaks to OCI registries (distribution spec 1.1). Nobody logs in before he is asked to; a login
 * that is refused gives way to none at all, since what is public is open to all but to those with
 * an expired login.
 */
final class Registry {
  private static final JsonMapper JSON = new JsonMapper();

  private final Download download;
  private final Logins logins;

  /** The header that opened a repository, by host and path. */
  private final Map<String, String> opened = new ConcurrentHashMap<>();

  Registry(Download download, Logins logins) {
    this.download = download;
    this.logins = logins;
  }

  /**
   * A repository of a registry.
   *
   * @param host with its port, as it is called
   * @param path such as {@code charts/app}
   */
  record Repository(String host, String path) {
    /** Of a name such as {@code ghcr.io/org/app}. */
    static Repository of(String name) throws Unavailable {
      int slash = name.indexOf('/');
      if (slash < 1 || slash == name.length() - 1) {
        throw new Unavailable(
            Kind.INPUT, name + " names no repository of a registry", "write it as HOST/PATH");
      }
      String host = name.substring(0, slash);
      return new Repository(
          host.equals("docker.io") ? "registry-1.docker.io" : host, name.substring(slash + 1));
    }

    URI at(String scheme, String what) {
      return URI.create(scheme + "://" + host + "/v2/" + path + "/" + what);
    }

    @Override
    public String toString() {
      return host + "/" + path;
    }
  }

  /**
   * An answer of the repository, whatever its code.
   *
   * @param what such as {@code manifests/1.2.3}
   */
  Answer get(Repository repository, String what, String accept, boolean head)
      throws IOException, InterruptedException {
    String header = opened.getOrDefault(repository.toString(), "");
    Ask ask =
        new Ask(repository.at(download.scheme(repository.host()), what), accept, header, head, "");
    Answer answer = download.get(ask);
    if (answer.code() != 401) {
      return answer;
    }
    Optional<Challenge> challenge = answer.header("WWW-Authenticate").map(Challenge::of);
    if (challenge.isEmpty()) {
      return answer;
    }
    Optional<Login> login = logins.registry(repository.host(), repository.path());
    Answer last = answer;
    List<Optional<Login>> ways =
        login.isPresent() ? List.of(login, Optional.empty()) : List.of(login);
    for (Optional<Login> each : ways) {
      Optional<String> opening = header(challenge.get(), each);
      if (opening.isPresent()) {
        last = download.get(ask.withAuthorization(opening.get()));
        if (last.code() != 401 && last.code() != 403) {
          opened.put(repository.toString(), opening.get());
          return last;
        }
      }
    }
    return last;
  }

  /** How it was tried to log in, for people; empty when there was nothing to try. */
  String login(Repository repository) {
    return logins.registry(repository.host(), repository.path()).map(Login::toString).orElse("");
  }

  private Optional<String> header(Challenge challenge, Optional<Login> login)
      throws IOException, InterruptedException {
    if (login.isPresent() && !login.get().registryToken().isEmpty()) {
      return Optional.of("Bearer " + login.get().registryToken());
    }
    return switch (challenge.scheme()) {
      case "basic" -> login.filter(each -> !each.user().isEmpty()).map(Login::basic);
      case "bearer" -> token(challenge, login).map(token -> "Bearer " + token);
      default -> Optional.empty();
    };
  }

  /** A token of the server the registry names; none when that refuses the login. */
  private Optional<String> token(Challenge challenge, Optional<Login> login)
      throws IOException, InterruptedException {
    if (challenge.parameter("realm").isEmpty()) {
      return Optional.empty();
    }
    StringBuilder query = new StringBuilder();
    for (String name : List.of("service", "scope")) {
      if (!challenge.parameter(name).isEmpty()) {
        query
            .append(query.isEmpty() ? "" : "&")
            .append(name)
            .append('=')
            .append(URLEncoder.encode(challenge.parameter(name), StandardCharsets.UTF_8));
      }
    }
    Answer answer = download.get(ask(challenge.parameter("realm"), query.toString(), login));
    if (Download.isBusy(answer.code()) || answer.code() >= 500) {
      throw Reasons.of(URI.create(challenge.parameter("realm")).getHost(), answer, "a token", "");
    }
    if (answer.code() != 200) {
      return Optional.empty();
    }
    JsonNode json = JSON.readTree(answer.body());
    return Optional.of(json.path("token").asText(json.path("access_token").asText()))
        .filter(token -> !token.isEmpty());
  }

  /** An identity token is posted, so that it stands in no log of addresses. */
  private static Ask ask(String realm, String query, Optional<Login> login) {
    String identity = login.map(Login::identityToken).orElse("");
    if (!identity.isEmpty()) {
      String form =
          "grant_type=refresh_token&client_id=blackstart&refresh_token="
              + URLEncoder.encode(identity, StandardCharsets.UTF_8);
      return new Ask(URI.create(realm), "", "", false, query.isEmpty() ? form : form + "&" + query);
    }
    String address = query.isEmpty() ? realm : realm + (realm.contains("?") ? "&" : "?") + query;
    return new Ask(URI.create(address), "", login.map(Login::basic).orElse(""), false, "");
  }
}
