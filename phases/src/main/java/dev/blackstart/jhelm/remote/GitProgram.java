package dev.blackstart.jhelm.remote;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The operator's {@code git}, with his keys, credential helpers and proxies: nothing is asked on a
 * terminal, no hook or filter of a repository runs, and no protocol is spoken but the one of the
 * address. A user in the address goes with the environment, since a command line is for all to see.
 */
final class GitProgram {
  /** Folder of the files; git keeps its own things beside it. */
  static final String TREE = "tree";

  private static final List<String> OTHER_REPOSITORIES =
      List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY");

  private final Map<String, String> env;
  private final Duration deadline;
  private final Duration silence;

  /**
   * @param env what it is started with
   * @param deadline of one command
   * @param silence after which a transfer over HTTP is given up
   */
  GitProgram(Map<String, String> env, Duration deadline, Duration silence) {
    this.env = env;
    this.deadline = deadline;
    this.silence = silence;
  }

  /**
   * What a command said.
   *
   * @param code its exit code
   */
  record Said(int code, String out, String err) {
    boolean ok() {
      return code == 0;
    }

    /** The line that tells why, without git's own prefix. */
    String reason() {
      List<String> lines = err.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
      String last =
          lines.stream()
              .filter(line -> line.startsWith("fatal: ") || line.startsWith("ERROR: "))
              .findFirst()
              .orElse(lines.isEmpty() ? "it gave no reason" : lines.getLast());
      return last.replaceFirst("^(fatal|ERROR|error): ", "");
    }
  }

  /**
   * Runs git.
   *
   * @param address where the repository lies; nothing else is spoken to
   * @throws IOException when there is no git, or it took too long
   */
  Said run(Path folder, GitAddress address, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of(
                LoginProgram.onPath(env, "git")
                    .orElseThrow(() -> new IOException("no git"))
                    .toString(),
                "-c",
                "core.hooksPath=/dev/null",
                "-c",
                "advice.detachedHead=false",
                "-c",
                "core.fsmonitor=false",
                "--git-dir=" + folder.resolve("git"),
                "--work-tree=" + folder.resolve(TREE)));
    words.addAll(arguments);
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    setEnvironment(builder.environment(), address);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Said(-1, "", "fatal: no end after " + deadline.toSeconds() + " s");
      }
      return new Said(process.exitValue(), text(out), text(err));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  private void setEnvironment(Map<String, String> environment, GitAddress address) {
    environment.clear();
    environment.putAll(env);
    environment.keySet().removeAll(OTHER_REPOSITORIES);
    environment.put("LC_ALL", "C");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_ASKPASS", "");
    environment.put("SSH_ASKPASS_REQUIRE", "never");
    environment.put("GCM_INTERACTIVE", "never");
    environment.put("GIT_LFS_SKIP_SMUDGE", "1");
    environment.putIfAbsent("GIT_SSH_COMMAND", "ssh -oBatchMode=yes -oConnectTimeout=10");
    environment.put("GIT_ALLOW_PROTOCOL", address.protocol());
    environment.put("GIT_HTTP_LOW_SPEED_LIMIT", "1");
    environment.put("GIT_HTTP_LOW_SPEED_TIME", String.valueOf(silence.toSeconds()));
    address
        .authorization()
        .ifPresent(
            header -> {
              environment.put("GIT_CONFIG_COUNT", "1");
              environment.put("GIT_CONFIG_KEY_0", "http." + host(address.url()) + ".extraHeader");
              environment.put("GIT_CONFIG_VALUE_0", "Authorization: " + header);
            });
  }

  private static String host(String url) {
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getRawAuthority() + "/";
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
