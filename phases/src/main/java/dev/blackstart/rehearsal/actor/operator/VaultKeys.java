package dev.blackstart.rehearsal.actor.operator;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of one Vault, made once for all of its servers, and which server was given how many.
 * Safe for several threads.
 */
public final class VaultKeys {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_BYTES = 33;
  private static final int TOKEN_BYTES = 18;

  /** Who has made the keys, and whether they are known here. */
  private enum Holder {
    NOBODY,
    PLAYED,
    PERSON
  }

  private final Set<String> keys = new HashSet<>();
  private final Set<String> open = new HashSet<>();
  private final Map<String, Set<String>> given = new HashMap<>();
  private Holder holder = Holder.NOBODY;
  private int shares = 5;
  private int threshold = 3;

  /**
   * How sealed a server is.
   *
   * @param progress keys it was given
   */
  public record Seal(
      boolean initialized, boolean sealed, int threshold, int shares, int progress) {}

  /** What is given away once. */
  public record Made(List<String> keys, String rootToken) {
    public Made {
      keys = List.copyOf(keys);
    }

    @Override
    public String toString() {
      return "Made[redacted]";
    }
  }

  synchronized boolean isOpen(String server) {
    return open.contains(server);
  }

  synchronized Seal seal(String server) {
    boolean initialized = holder != Holder.NOBODY;
    return new Seal(
        initialized,
        !open.contains(server),
        initialized ? threshold : 0,
        initialized ? shares : 0,
        given.getOrDefault(server, Set.of()).size());
  }

  /** The played person opens a server, unless another person has the keys; false then. */
  synchronized boolean openedByOthers(String server) {
    if (holder == Holder.PERSON) {
      return false;
    }
    holder = Holder.PLAYED;
    given.remove(server);
    open.add(server);
    return true;
  }

  synchronized Optional<Made> init(int wantedShares, int wantedThreshold) {
    if (holder != Holder.NOBODY) {
      return Optional.empty();
    }
    holder = Holder.PERSON;
    shares = wantedShares;
    threshold = wantedThreshold;
    List<String> made = new ArrayList<>();
    for (int i = 0; i < shares; i++) {
      made.add(Base64.getEncoder().encodeToString(random(KEY_BYTES)));
    }
    keys.addAll(made);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random(TOKEN_BYTES));
    return Optional.of(new Made(made, "hvs." + token));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** Whether keys are right is known only when enough of them are there. */
  synchronized Optional<Seal> unseal(String server, String key) {
    if (open.contains(server)) {
      return Optional.of(seal(server));
    }
    Set<String> so = given.computeIfAbsent(server, first -> new HashSet<>());
    so.add(key);
    if (so.size() >= threshold) {
      boolean right = keys.containsAll(so);
      given.remove(server);
      if (!right) {
        return Optional.empty();
      }
      open.add(server);
    }
    return Optional.of(seal(server));
  }

  @Override
  public String toString() {
    return "VaultKeys[redacted]";
  }
}
