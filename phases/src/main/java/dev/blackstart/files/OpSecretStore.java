package dev.blackstart.files;

import dev.blackstart.world.Failure;
import dev.blackstart.world.SecretKind;
import dev.blackstart.world.SecretStore;
import dev.blackstart.world.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * 1Password through its own program: one {@code op inject} for all references of a run, values by
 * pipe and never on disk (1Password CLI docs, "op inject").
 */
public final class OpSecretStore implements SecretStore {
  /** The operator may have to unlock the vault. */
  private static final long SECONDS = 120;

  private final String program;
  private final Executor threads;
  private final TimeSource time;

  /**
   * @param program name or path of the {@code op} program
   * @param threads where its output is read while its input is written
   * @param time told that it works: the operator may be asked to unlock the vault
   */
  public OpSecretStore(String program, Executor threads, TimeSource time) {
    this.program = program;
    this.threads = threads;
    this.time = time;
  }

  @Override
  public Map<String, String> resolve(Map<String, SecretKind> references) {
    List<String> asked = new ArrayList<>(references.keySet());
    String border = "blackstart-" + UUID.randomUUID();
    StringBuilder template = new StringBuilder(border);
    asked.forEach(
        reference -> template.append("{{ ").append(reference).append(" }}").append(border));
    String[] values = inject(template.toString()).split(border, -1);
    if (values.length != asked.size() + 2) {
      throw new Failure(
          Failure.Kind.REFUSED,
          program + " inject answered in a form that is not understood",
          "check that `" + program + " --version` is 2 or later");
    }
    Map<String, String> resolved = new LinkedHashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      resolved.put(asked.get(i), values[i + 1]);
    }
    return resolved;
  }

  private String inject(String template) {
    Process process = start();
    FutureTask<byte[]> out = reading(process.getInputStream());
    FutureTask<byte[]> err = reading(process.getErrorStream());
    try (TimeSource.Work work = time.working("asks 1Password; it may want to be unlocked")) {
      return answered(process, template, out, err);
    } finally {
      process.destroyForcibly();
    }
  }

  private String answered(
      Process process, String template, FutureTask<byte[]> out, FutureTask<byte[]> err) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(template.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended before it read everything: its exit code and words say why.
    }
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new Failure(
            Failure.Kind.TIMED_OUT,
            program + " inject did not answer within " + SECONDS + " s",
            "unlock 1Password and run: op signin");
      }
      if (process.exitValue() != 0) {
        throw new Failure(
            Failure.Kind.INPUT,
            program + " inject: " + firstLine(new String(err.get(), StandardCharsets.UTF_8)),
            "check the reference and your access: op read 'op://…'");
      }
      return new String(out.get(SECONDS, TimeUnit.SECONDS), StandardCharsets.UTF_8);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(Failure.Kind.UNREACHABLE, "interrupted", "run: blackstart resume", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new Failure(Failure.Kind.REFUSED, program + " inject broke off", "run: op signin", e);
    }
  }

  private Process start() {
    try {
      return new ProcessBuilder(program, "inject").start();
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          "the program " + program + " cannot be started, and secrets are op:// references",
          "install the 1Password CLI, or rehearse: blackstart rehearse",
          e);
    }
  }

  private FutureTask<byte[]> reading(InputStream stream) {
    FutureTask<byte[]> task = new FutureTask<>(stream::readAllBytes);
    threads.execute(task);
    return task;
  }

  private static String firstLine(String text) {
    return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("it gave no reason");
  }
}
