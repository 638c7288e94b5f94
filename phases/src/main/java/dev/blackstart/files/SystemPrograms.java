package dev.blackstart.files;

import dev.blackstart.world.Failure;
import dev.blackstart.world.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Programs of this machine, started without a shell and ended at their deadline. */
public final class SystemPrograms implements Programs {
  /** Keys to everything else: a program of a repository gets none of them. */
  private static final Pattern SECRET =
      Pattern.compile("SOPS_AGE_KEY|OP_(SERVICE_ACCOUNT|CONNECT)_TOKEN|OP_SESSION.*|.*_AGE_KEY");

  private static final int READING_SECONDS = 5;

  private final Executor threads;
  private final Duration deadline;

  /**
   * @param threads where a program's output is read
   * @param deadline how long one may take, wall time
   */
  public SystemPrograms(Executor threads, Duration deadline) {
    this.threads = threads;
    this.deadline = deadline;
  }

  @Override
  public String run(Command command) {
    Process process = start(command);
    try {
      FutureTask<byte[]> out = reading(process.getInputStream());
      FutureTask<byte[]> err = reading(process.getErrorStream());
      try (OutputStream in = process.getOutputStream()) {
        in.write(command.input().getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It ended before it read everything: its exit code and words say why.
      }
      if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Failure(
            Failure.Kind.TIMED_OUT,
            "`" + command + "` did not end within " + deadline.toSeconds() + " s",
            "run it by hand in " + command.folder() + " to see what it waits for");
      }
      if (process.exitValue() != 0) {
        throw new Failure(
            Failure.Kind.INPUT,
            "`" + command + "` ended with " + process.exitValue() + ": " + firstLine(text(err)),
            "run it by hand in " + command.folder());
      }
      return text(out);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(
          Failure.Kind.UNREACHABLE, "`" + command + "` was interrupted", "blackstart resume", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Process start(Command command) {
    try {
      List<String> words = new ArrayList<>(command.arguments());
      words.addFirst(command.program());
      ProcessBuilder builder = new ProcessBuilder(words).directory(command.folder().toFile());
      Map<String, String> environment = builder.environment();
      environment.keySet().removeIf(name -> SECRET.matcher(name).matches());
      environment.putAll(command.environment());
      return builder.start();
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          "the program " + command.program() + " cannot be started",
          "install it, or take the call out of the repository",
          e);
    }
  }

  private FutureTask<byte[]> reading(InputStream stream) {
    FutureTask<byte[]> task = new FutureTask<>(stream::readAllBytes);
    threads.execute(task);
    return task;
  }

  /** What a program printed; what it left running may hold the stream open. */
  private static String text(FutureTask<byte[]> task) throws InterruptedException {
    try {
      return new String(task.get(READING_SECONDS, TimeUnit.SECONDS), StandardCharsets.UTF_8);
    } catch (ExecutionException | TimeoutException e) {
      return "";
    }
  }

  private static String firstLine(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("it gave no reason");
  }
}
