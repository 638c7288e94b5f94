package dev.blackstart.phase;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.Ledger;
import java.util.Set;

/**
 * What the operator allowed by word and no run does by itself. It lies beside the run's other
 * choices, where the phases look for it.
 *
 * @param acceptNew whether machines may offer other certificates than those pinned; it counts for
 *     the process it was said to
 * @param wipe addresses of nodes whose install disk may lose what others wrote on it; it counts for
 *     the run
 * @param heal whether what others left half done in the cluster may be cleared; it counts for the
 *     process it was said to
 */
public record Consent(boolean acceptNew, Set<String> wipe, boolean heal) {
  public static final Consent NONE = new Consent(false, Set.of(), false);

  private static final String ACCEPT_NEW = "trust.accept-new";
  private static final String HEAL = "heal";
  private static final String WIPE = "disk.wipe.";
  private static final String ACCEPTED = "trust.accepted.";

  public Consent {
    wipe = Set.copyOf(wipe);
  }

  /** Writes it down, before anything is acted upon. */
  public void into(Ledger ledger) {
    if (acceptNew || ledger.choice(ACCEPT_NEW).isPresent()) {
      ledger.choose(ACCEPT_NEW, String.valueOf(acceptNew));
    }
    if (heal || ledger.choice(HEAL).isPresent()) {
      ledger.choose(HEAL, String.valueOf(heal));
    }
    wipe.stream().sorted().forEach(address -> ledger.choose(WIPE + address, "confirmed"));
  }

  static boolean acceptsNew(Ledger ledger) {
    return ledger.choice(ACCEPT_NEW).map(Boolean::parseBoolean).orElse(false);
  }

  static boolean heals(Ledger ledger) {
    return ledger.choice(HEAL).map(Boolean::parseBoolean).orElse(false);
  }

  static boolean wipes(Ledger ledger, Node node) {
    return ledger.choice(WIPE + node.address()).isPresent();
  }

  /** Whether this other certificate of a pinned node was accepted in this run, or is now. */
  static boolean accepts(Ledger ledger, Node node, String fingerprint) {
    return acceptsNew(ledger)
        || ledger.choice(ACCEPTED + node.address()).filter(fingerprint::equals).isPresent();
  }

  /** Remembers what was accepted, so that a resume need not ask again. */
  static void accepted(Ledger ledger, Node node, String fingerprint) {
    ledger.choose(ACCEPTED + node.address(), fingerprint);
  }
}
