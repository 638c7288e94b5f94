package dev.blackstart.phase;

import static dev.blackstart.phase.PreflightFinding.FINGERPRINT_ACCEPTED;
import static dev.blackstart.phase.PreflightFinding.FINGERPRINT_MISMATCH;
import static dev.blackstart.phase.PreflightFinding.FINGERPRINT_UNPINNED;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Pin;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the machines in maintenance are those the operator wrote down. A pin is of a real
 * machine: in a rehearsal a simulated one stands in its place, and nothing is compared.
 */
final class TrustChecks {
  /** A line that is longer is not copied any more. */
  private static final int WRITTEN_OUT = 8;

  private TrustChecks() {}

  static List<Finding> certificates(ClusterSpec spec, World world) {
    if (world.kind() == World.Kind.REHEARSAL) {
      return List.of();
    }
    NodeChecks.awaitAnswers(spec, world);
    List<Finding> findings = new ArrayList<>();
    Map<String, String> unpinned = new LinkedHashMap<>();
    for (Node node : spec.nodes()) {
      MachineReport report = world.machines().report(node);
      Optional<String> offered =
          report.fingerprint().filter(any -> report.reach() == Reach.MAINTENANCE);
      if (offered.isPresent() && node.pin().isEmpty()) {
        unpinned.put(node.address(), offered.get());
      }
      offered.flatMap(print -> compared(node, print, world)).ifPresent(findings::add);
    }
    if (!unpinned.isEmpty()) {
      findings.add(unpinned(spec, unpinned));
    }
    return findings;
  }

  /**
   * The certificate a machine must prove to hold when it is given its config: the one pinned, or
   * the one it offers now when none is, or another was accepted by word.
   */
  static Optional<String> expected(Node node, MachineReport report, World world) {
    Optional<String> pinned =
        node.pin().map(Pin::fingerprint).filter(any -> world.kind() == World.Kind.LIVE);
    return pinned
        .filter(
            pin ->
                report
                    .fingerprint()
                    .filter(offered -> Consent.accepts(world.ledger(), node, offered))
                    .isEmpty())
        .or(report::fingerprint);
  }

  /** What differs, unless nothing does. */
  static Optional<Finding> compared(Node node, String offered, World world) {
    return node.pin()
        .filter(pin -> world.kind() == World.Kind.LIVE)
        .filter(pin -> !pin.fingerprint().equals(offered))
        .map(
            pin ->
                Consent.accepts(world.ledger(), node, offered)
                    ? FINGERPRINT_ACCEPTED.warning(
                        pin.at().toString(),
                        said(node, pin, offered) + "; accepted by word",
                        "write the offered one there: fingerprint: \"" + offered + "\"")
                    : FINGERPRINT_MISMATCH.error(
                        pin.at().toString(),
                        said(node, pin, offered),
                        "compare with the machine's console; if it shows the offered one, write it"
                            + " there, or add --accept-new"));
  }

  private static String said(Node node, Pin pin, String offered) {
    return node.name()
        + " ("
        + node.address()
        + "): expected certificate fingerprint "
        + pin.fingerprint()
        + ", offered "
        + offered;
  }

  private static Finding unpinned(ClusterSpec spec, Map<String, String> offered) {
    String lines =
        offered.entrySet().stream()
            .limit(WRITTEN_OUT)
            .map(entry -> key(entry.getKey()) + ": {fingerprint: \"" + entry.getValue() + "\"}")
            .collect(Collectors.joining(", "));
    String more = offered.size() > WRITTEN_OUT ? " (the others: blackstart nodes --json)" : "";
    String whose = offered.size() == 1 ? "a certificate is" : offered.size() + " certificates are";
    return FINGERPRINT_UNPINNED.info(
        spec.name(),
        whose + " not pinned: whoever answers there is trusted on first use",
        "compare with the machines' consoles, then write into blackstart.yaml: clusters: {"
            + spec.name()
            + ": {talos: {nodes: {"
            + lines
            + "}}}}"
            + more);
  }

  /** An IPv6 address as a key would end at its first colon. */
  private static String key(String address) {
    return address.contains(":") ? "\"" + address + "\"" : address;
  }
}
