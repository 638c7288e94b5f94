package dev.blackstart.jhelm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One process of {@link HelmMain}, with a folder of its own; serves one request at a time. */
final class HelmChild implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration FAREWELL = Duration.ofSeconds(2);
  private static final List<String> PASSED_ON = List.of("PATH", "LANG", "LC_ALL", "TZ");
  private static final HelmReply ENDED = new HelmReply(false, "");

  private final Process process;
  private final Path folder;
  private final Writer requests;
  private final BlockingQueue<HelmReply> replies = new LinkedBlockingQueue<>();

  private HelmChild(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
    this.requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    Thread.ofPlatform().daemon().name("helm-replies").start(this::read);
  }

  /**
   * Starts a child, which loads Helm at once; does not wait for it.
   *
   * @param manager Helm takes the name of its program for its field manager (Helm 3, {@code
   *     getManagedFieldsManager}): this is what the child's program is called
   */
  static HelmChild start(Path work, String manager) throws IOException {
    Path folder = HelmFolder.create(work);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path program = Files.createSymbolicLink(folder.resolve(manager), java);
    ProcessBuilder builder =
        new ProcessBuilder(
            program.toString(),
            "-Xmx256m",
            "-Xms16m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + folder,
            "-Djna.tmpdir=" + folder,
            "-Dcom.marcnuri.jkube-helm.skipRemoteJar=true",
            "-cp",
            HelmClassPath.text(),
            HelmMain.class.getName(),
            folder.toString());
    setEnvironment(builder.environment(), folder);
    builder.directory(folder.toFile());
    builder.redirectError(Redirect.to(folder.resolve("stderr").toFile()));
    return new HelmChild(builder.start(), folder);
  }

  /** Nothing of the operator's own Helm or kubectl set-up may reach the child. */
  private static void setEnvironment(Map<String, String> environment, Path folder) {
    environment.keySet().retainAll(PASSED_ON);
    String home = folder.toString();
    environment.put("HOME", home);
    // Helm lets its heap double between two collections; half of that costs hardly any CPU.
    environment.put("GOGC", "50");
    environment.put("TMPDIR", home);
    environment.put("KUBECONFIG", folder.resolve(HelmFolder.NO_CLUSTER).toString());
    environment.put("HELM_CACHE_HOME", folder.resolve("cache").toString());
    environment.put("HELM_CONFIG_HOME", folder.resolve("config").toString());
    environment.put("HELM_DATA_HOME", folder.resolve("data").toString());
  }

  /** Where files for requests go; removed with the child. */
  Path folder() {
    return folder;
  }

  boolean alive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /**
   * Asks and waits for the answer.
   *
   * @param meanwhile called a few times a second while the child works
   * @return absent when the time is over; the child is of no use then and must be killed
   * @throws IOException when the child has ended; the message is the last thing it said
   */
  Optional<HelmReply> ask(HelmRequest request, Duration wall, Runnable meanwhile)
      throws IOException, InterruptedException {
    requests.write(request.line());
    requests.write('\n');
    requests.flush();
    for (long left = wall.toMillis(); left > 0; left -= TICK.toMillis()) {
      HelmReply reply = replies.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
      if (reply == ENDED) {
        throw new IOException(lastWords());
      }
      if (reply != null) {
        return Optional.of(reply);
      }
      meanwhile.run();
    }
    return Optional.empty();
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        HelmReply.parse(line).ifPresent(replies::add);
      }
    } catch (IOException e) {
      // The child has ended.
    } finally {
      replies.add(ENDED);
    }
  }

  /** The line that tells why a process of Java or Go ended, else the last one. */
  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(folder.resolve("stderr"));
      return lines.stream()
          .filter(line -> line.startsWith("panic:") || line.startsWith("Exception in"))
          .findFirst()
          .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
    } catch (IOException e) {
      return "it said nothing";
    }
  }

  /** Ends it whatever it does, and removes its folder. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
    HelmFolder.delete(folder);
  }

  /** Ends its input, upon which it clears its folder and ends. */
  @Override
  public void close() {
    try {
      requests.close();
    } catch (IOException e) {
      // It has ended already.
    }
    if (!awaitEnd()) {
      process.destroyForcibly();
    }
    HelmFolder.delete(folder);
  }

  private boolean awaitEnd() {
    boolean interrupted = Thread.interrupted();
    try {
      return process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
