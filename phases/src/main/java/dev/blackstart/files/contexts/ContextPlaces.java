package dev.blackstart.files.contexts;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where kubectl and talosctl look for the operator's files. */
public final class ContextPlaces {
  private final Map<String, String> environment;
  private final Path home;

  /**
   * @param home the operator's home
   */
  public ContextPlaces(Map<String, String> environment, Path home) {
    this.environment = environment;
    this.home = home;
  }

  /** The files of {@code $KUBECONFIG} in order, else the one in the home. */
  public List<Path> kubeconfig() {
    List<Path> named =
        said("KUBECONFIG").stream()
            .flatMap(list -> Arrays.stream(list.split(File.pathSeparator, -1)))
            .filter(path -> !path.isEmpty())
            .map(Path::of)
            .distinct()
            .toList();
    return named.isEmpty() ? List.of(home.resolve(".kube/config")) : named;
  }

  /**
   * The first that is there of {@code $TALOSCONFIG} and the one in {@code $TALOS_HOME}, else the
   * first (Talos 1.12).
   */
  public Path talosconfig() {
    List<Path> places = new ArrayList<>();
    said("TALOSCONFIG").map(Path::of).ifPresent(places::add);
    places.add(
        said("TALOS_HOME")
            .map(Path::of)
            .filter(Path::isAbsolute)
            .orElse(home.resolve(".talos"))
            .resolve("config"));
    return places.stream().filter(Files::exists).findFirst().orElse(places.getFirst());
  }

  private Optional<String> said(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isEmpty());
  }
}
