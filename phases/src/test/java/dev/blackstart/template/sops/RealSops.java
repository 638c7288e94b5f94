package dev.blackstart.template.sops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The programs {@code sops} and {@code age-keygen}, in a folder of their own. */
public final class RealSops {
  private final Path programs;
  private final Path folder;

  private RealSops(Path programs, Path folder) {
    this.programs = programs;
    this.folder = folder;
  }

  /** Those of KUBEBUILDER_ASSETS; without them the test that asks is skipped. */
  public static RealSops in(Path folder) {
    Path programs = Path.of(System.getenv().getOrDefault("KUBEBUILDER_ASSETS", "none"));
    assumeTrue(
        Files.isExecutable(programs.resolve("sops"))
            && Files.isExecutable(programs.resolve("age-keygen")),
        "no sops and age-keygen in KUBEBUILDER_ASSETS");
    return new RealSops(programs, folder);
  }

  /** A new key file. */
  public byte[] key(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("age-keygen"));
    command.addAll(List.of(options));
    return run(Map.of(), 0, command.toArray(String[]::new)).getBytes();
  }

  /** The text encrypted as a file of this name. */
  public String encrypted(String name, String text, String recipients, String... options)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve(name), text);
    List<String> command = new ArrayList<>(List.of("sops", "--encrypt", "--age", recipients));
    command.addAll(List.of(options));
    command.add(name);
    return run(Map.of(), 0, command.toArray(String[]::new));
  }

  /** What sops itself decrypts a file to, or its complaint. */
  public String decrypted(String name, String text, byte[] key, int exit)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve(name), text);
    Map<String, String> env = Map.of("SOPS_AGE_KEY", new String(key));
    return run(env, exit, "sops", "decrypt", name);
  }

  private String run(Map<String, String> env, int exit, String... command)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    command[0] = programs.resolve(command[0]).toString();
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SOPS_"));
    builder.environment().put("XDG_CONFIG_HOME", folder.toString());
    builder.environment().put("HOME", folder.toString());
    builder.environment().putAll(env);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    int ended = process.waitFor();
    assertEquals(exit, ended, Files.readString(err));
    return ended == 0 ? Files.readString(out) : Files.readString(err);
  }
}
