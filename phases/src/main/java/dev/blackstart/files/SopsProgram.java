package dev.blackstart.files;

import dev.blackstart.world.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The program {@code sops}, for what is not decrypted in process; values by pipe, not on disk. */
public final class SopsProgram {
  /** A key may lie in a cloud, or on a card that wants to be touched. */
  private static final long SECONDS = 60;

  private final String program;
  private final Path repository;
  private final OperatorKeys keys;
  private final Executor threads;

  /**
   * @param program its name or path
   * @param keys whose first file it is given, unless the environment names one
   * @param threads where its output is read
   */
  public SopsProgram(String program, Path repository, OperatorKeys keys, Executor threads) {
    this.program = program;
    this.repository = repository;
    this.keys = keys;
    this.threads = threads;
  }

  /**
   * The text of a file with its values.
   *
   * @param key the only age key it may use; empty for all that the operator has
   * @throws Failure INPUT when it cannot, with its reason
   */
  String decrypt(String file, Optional<String> key) {
    ProcessBuilder builder =
        new ProcessBuilder(program, "decrypt", file).directory(repository.toFile());
    environment(builder, key);
    Process process = start(builder, file);
    FutureTask<byte[]> out = reading(process.getInputStream());
    FutureTask<byte[]> err = reading(process.getErrorStream());
    try {
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw failure(file, "sops did not answer within " + SECONDS + " s", null);
      }
      if (process.exitValue() != 0) {
        throw failure(file, reason(new String(err.get(), StandardCharsets.UTF_8)), null);
      }
      return new String(out.get(SECONDS, TimeUnit.SECONDS), StandardCharsets.UTF_8);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(file, "interrupted", e);
    } catch (ExecutionException | TimeoutException | IOException e) {
      throw failure(file, "sops broke off", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private void environment(ProcessBuilder builder, Optional<String> key) {
    if (key.isPresent()) {
      builder.environment().keySet().removeIf(name -> name.startsWith("SOPS_AGE_"));
      builder.environment().put("SOPS_AGE_KEY", key.get());
      builder.environment().put("XDG_CONFIG_HOME", repository.resolve(".none").toString());
      return;
    }
    if (!builder.environment().containsKey("SOPS_AGE_KEY_FILE")) {
      keys.files().stream()
          .findFirst()
          .ifPresent(file -> builder.environment().put("SOPS_AGE_KEY_FILE", file.toString()));
    }
  }

  private Process start(ProcessBuilder builder, String file) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          file + ": only the program sops can decrypt it, and that cannot be started",
          "install sops, or rehearse: blackstart rehearse",
          e);
    }
  }

  private FutureTask<byte[]> reading(InputStream stream) {
    FutureTask<byte[]> task = new FutureTask<>(stream::readAllBytes);
    threads.execute(task);
    return task;
  }

  private static String reason(String said) {
    return said.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .map(line -> "sops: " + line)
        .orElse("sops gave no reason");
  }

  private static Failure failure(String file, String what, Exception cause) {
    return new Failure(
        Failure.Kind.INPUT, file + ": " + what, "see the same by: sops decrypt " + file, cause);
  }
}
