package dev.blackstart.files.contexts;

import dev.blackstart.files.contexts.KubeEntries.Kind;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.template.yaml.YamlStyle;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Kubeconfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The access an operator's own kubeconfig gives: its current context alone, with the files it names
 * taken in, as {@code kubectl config view --minify --flatten --raw} prints it.
 */
public final class OwnAccess {
  private static final YamlStyle STYLE = new YamlStyle(2, false, false, 0);
  private static final List<String> PROGRAMS = List.of("exec", "auth-provider");
  private static final String REMEDY =
      "name a file whose current context has a client certificate or a token";

  private final Path file;
  private final KubeEntries entries;

  private OwnAccess(Path file, MapNode root) {
    this.file = file;
    this.entries = new KubeEntries(List.of(root));
  }

  /**
   * Reads it.
   *
   * @throws Failure INPUT with file:line when there is no current context, it leads nowhere, or its
   *     user is known by a program only
   */
  public static Kubeconfig read(Path file) {
    return read(new OwnContext(file, Optional.empty()));
  }

  /** The same of another context than the current one, when it is named. */
  public static Kubeconfig read(OwnContext own) {
    Path file = own.file();
    try {
      YamlNode root = Yaml.document(Files.readString(file), file.toString());
      if (!(root instanceof MapNode map)) {
        throw new YamlProblem(root.mark(), "a mapping expected");
      }
      return new Kubeconfig(Yaml.write(new OwnAccess(file, map).chosen(map, own.context()), STYLE));
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT, file + " cannot be read: " + e.getMessage(), "check the path", e);
    } catch (YamlProblem problem) {
      throw new Failure(Failure.Kind.INPUT, problem.getMessage(), problem.remedy(), problem);
    }
  }

  private MapNode chosen(MapNode root, Optional<String> wanted) {
    String name =
        wanted
            .or(entries::current)
            .orElseThrow(
                () ->
                    unusable(root, "it has no current-context", "kubectl config use-context NAME"));
    MapNode context = entry(root, Kind.CONTEXT, name);
    String cluster = context.text("cluster").orElse("");
    String user = context.text("user").orElse("");
    MapNode ofCluster = entry(root, Kind.CLUSTER, cluster);
    MapNode ofUser = entry(root, Kind.USER, user);
    if (ofCluster.text("server").isEmpty()) {
      throw unusable(ofCluster, "cluster " + cluster + " has no server", REMEDY);
    }
    for (String program : PROGRAMS) {
      if (ofUser.get(program).isPresent()) {
        throw unusable(ofUser, "user " + user + " is known by a program only: " + program, REMEDY);
      }
    }
    KubeEntries alone = new KubeEntries(List.of(MapNode.of(root.mark(), List.of())));
    alone.put(Kind.CLUSTER, cluster, embedded(ofCluster, "certificate-authority"), 0);
    MapNode known = embedded(embedded(ofUser, "client-certificate"), "client-key");
    alone.put(Kind.USER, user, token(known), 0);
    alone.put(Kind.CONTEXT, name, context, 0);
    alone.use(name, 0);
    return alone.roots().getFirst();
  }

  private MapNode entry(MapNode root, Kind kind, String name) {
    return entries
        .content(kind, name)
        .orElseThrow(
            () -> unusable(root, "its current context needs a " + kind.key + " " + name, REMEDY));
  }

  /** What a file says instead of the file's name. */
  private MapNode embedded(MapNode entry, String key) {
    Optional<String> named = entry.text(key);
    if (named.isEmpty() || entry.text(key + "-data").isPresent()) {
      return entry;
    }
    byte[] content = bytes(entry, named.get());
    return Fields.with(entry, key + "-data", Base64.getEncoder().encodeToString(content));
  }

  private MapNode token(MapNode user) {
    Optional<String> named = user.text("tokenFile");
    return named.isEmpty() || user.text("token").isPresent()
        ? user
        : Fields.with(
            user, "token", new String(bytes(user, named.get()), StandardCharsets.UTF_8).strip());
  }

  private byte[] bytes(MapNode entry, String named) {
    try {
      return Files.readAllBytes(file.toAbsolutePath().resolveSibling(named));
    } catch (IOException e) {
      throw unusable(entry, "it names " + named + ", which cannot be read", "check the path");
    }
  }

  private static Failure unusable(MapNode at, String why, String remedy) {
    return new Failure(Failure.Kind.INPUT, at.mark() + ": " + why, remedy);
  }
}
