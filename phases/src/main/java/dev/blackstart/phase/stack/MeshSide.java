package dev.blackstart.phase.stack;

import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One cluster of a mesh, as its objects tell: enough to say whether another would get on with it.
 *
 * @param cluster ours for it
 * @param name Cilium's {@code cluster.name}
 * @param id Cilium's {@code cluster.id}, 0 when nobody gave one
 * @param authority SHA-256 of {@code cilium-ca} in hex; empty when there is none
 * @param address of its mesh's API server for the others, empty when it has none
 * @param remotes where it asks the others, by Cilium's name of them
 */
public record MeshSide(
    String cluster,
    String name,
    int id,
    String authority,
    String address,
    Map<String, String> remotes) {
  /** Name of the check whose words {@link #written} are. */
  public static final String CHECK = "clustermesh";

  private static final Pattern WRITTEN =
      Pattern.compile("name (\\S*), id (\\d+), authority (\\S+), serves at (\\S+), asks (.*)");
  private static final Pattern REMOTE = Pattern.compile("(\\S+) at (\\S+?)(?:, |$)");
  private static final String NONE = "-";

  public MeshSide {
    remotes = Map.copyOf(remotes);
  }

  /** Absent when the cluster has no part in any mesh. */
  public static Optional<MeshSide> of(String cluster, World world) {
    MeshObjects objects = new MeshObjects(world);
    if (!objects.isMeshed()) {
      return Optional.empty();
    }
    return Optional.of(
        new MeshSide(
            cluster,
            objects.name(),
            objects.id(),
            objects.certificates().authority().orElse(""),
            objects.address(),
            objects.remotes()));
  }

  /** In one line, which {@link #read} takes. */
  public String written() {
    String asks =
        new TreeMap<>(remotes)
            .entrySet().stream()
                .map(each -> each.getKey() + " at " + orNone(each.getValue()))
                .collect(Collectors.joining(", "));
    return "name %s, id %d, authority %s, serves at %s, asks %s"
        .formatted(name, id, orNone(authority), orNone(address), orNone(asks));
  }

  private static String orNone(String text) {
    return text.isEmpty() ? NONE : text;
  }

  /** Reads what {@link #written} wrote. */
  public static Optional<MeshSide> read(String cluster, String written) {
    Matcher matcher = WRITTEN.matcher(written);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> remotes = new TreeMap<>();
    Matcher remote = REMOTE.matcher(matcher.group(5));
    while (remote.find()) {
      remotes.put(remote.group(1), some(remote.group(2)));
    }
    return Optional.of(
        new MeshSide(
            cluster,
            matcher.group(1),
            Integer.parseInt(matcher.group(2)),
            some(matcher.group(3)),
            some(matcher.group(4)),
            remotes));
  }

  private static String some(String text) {
    return text.equals(NONE) ? "" : text;
  }

  /** Why these clusters would not get on with one another; empty when they would. */
  public static List<Waiting> between(List<MeshSide> sides) {
    List<Waiting> wrong = new ArrayList<>();
    for (int i = 0; i < sides.size(); i++) {
      for (MeshSide other : sides.subList(i + 1, sides.size())) {
        sides.get(i).with(other, wrong);
      }
    }
    return wrong;
  }

  private void with(MeshSide other, List<Waiting> wrong) {
    String both = cluster + " and " + other.cluster;
    if (name.equals(other.name)) {
      wrong.add(new Waiting(both, "have one cluster.name: " + name));
    }
    if (id == other.id) {
      wrong.add(new Waiting(both, "have one cluster.id: " + id));
    }
    if (!authority.equals(other.authority)) {
      wrong.add(
          new Waiting(
              both,
              "have authorities that are not the same: "
                  + brief(authority)
                  + " and "
                  + brief(other.authority)));
    }
    asks(other, wrong);
    other.asks(this, wrong);
  }

  private static String brief(String authority) {
    return authority.isEmpty() ? "none" : authority.substring(0, Math.min(12, authority.length()));
  }

  /** An endpoint that is a name may be anybody's; an address must be the other's. */
  private void asks(MeshSide other, List<Waiting> wrong) {
    String endpoint = remotes.get(other.name);
    if (endpoint == null) {
      wrong.add(new Waiting(cluster, "does not know " + other.name + ", cluster " + other.cluster));
      return;
    }
    String host = endpoint.replaceFirst("^https?://", "").replaceFirst(":\\d+$", "");
    boolean address = host.matches("[0-9.]+|\\[.*]");
    if (address && !other.address.isEmpty() && !host.equals(other.address)) {
      wrong.add(
          new Waiting(
              cluster,
              "asks " + other.name + " at " + host + ", which serves at " + other.address));
    }
  }
}
