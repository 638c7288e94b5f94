package dev.blackstart.jhelm.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that keeps logins, {@code docker-credential-NAME get}: the registry on its input, the
 * login as JSON on its output (docker-credential-helpers).
 */
final class LoginProgram {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long SECONDS = 15;

  private final Map<String, String> env;

  /**
   * @param env what it is started with
   */
  LoginProgram(Map<String, String> env) {
    this.env = env;
  }

  /**
   * The first login it has.
   *
   * @param name what stands behind {@code docker-credential-}
   * @param servers what the registry may be called
   * @param file that names the program, for people
   */
  Optional<Login> ask(String name, List<String> servers, String file) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      return Optional.empty();
    }
    String program = "docker-credential-" + name;
    for (String server : servers) {
      Optional<Login> login = said(program, server).flatMap(text -> login(text, program, file));
      if (login.isPresent()) {
        return login;
      }
    }
    return Optional.empty();
  }

  /** A login is far shorter than a pipe is deep, so nobody need read while the program runs. */
  private Optional<String> said(String program, String server) {
    Optional<Path> file = onPath(env, program);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    ProcessBuilder builder = new ProcessBuilder(file.get().toString(), "get");
    builder.environment().putAll(env);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process;
    try {
      process = builder.start();
    } catch (IOException absent) {
      return Optional.empty();
    }
    try {
      try (OutputStream in = process.getOutputStream()) {
        in.write(server.getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        return Optional.empty();
      }
      return Optional.of(
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException brokenOff) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }

  /** The file of a program. */
  static Optional<Path> onPath(Map<String, String> env, String program) {
    return Arrays.stream(env.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<Login> login(String text, String program, String file) {
    try {
      JsonNode json = JSON.readTree(text);
      String user = json.path("Username").asText("");
      String secret = json.path("Secret").asText("");
      String from = program + " (" + file + ")";
      return secret.isEmpty()
          ? Optional.empty()
          : Optional.of(
              user.equals("<token>")
                  ? new Login("", "", secret, "", from)
                  : Login.of(user, secret, from));
    } catch (IOException noJson) {
      return Optional.empty();
    }
  }
}
