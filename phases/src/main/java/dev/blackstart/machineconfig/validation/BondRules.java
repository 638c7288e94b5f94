package dev.blackstart.machineconfig.validation;

import java.util.List;
import java.util.Set;

/** Rules of {@code bond}: which options go with which mode. */
final class BondRules {
  private static final String LACP = "802.3ad";
  private static final Set<String> BALANCED = Set.of("balance-tlb", "balance-alb");

  private BondRules() {}

  static void check(Section bond) {
    values(bond);
    String mode = bond.at("mode").filled() ? bond.at("mode").text() : "balance-rr";
    long monitor = bond.at("miimon").number();
    for (String delay : List.of("updelay", "downdelay")) {
      long wanted = bond.at(delay).number();
      if (wanted != 0 && (monitor == 0 || wanted % monitor != 0)) {
        bond.at(delay).error("must be a multiple of miimon");
      }
    }
    unsupported(bond, "adActorSystem");
    if (!bond.at("arpIPTarget").items().isEmpty()) {
      bond.at("arpIPTarget").error("is not supported");
    }
    for (String option : List.of("lacpRate", "adActorSysPrio", "adUserPortKey")) {
      only(bond.at(option), mode.equals(LACP), mode);
    }
    boolean noArp = mode.equals(LACP) || BALANCED.contains(mode);
    only(bond.at("arpValidate"), !noArp, mode);
    only(bond.at("arpInterval"), !noArp, mode);
    only(bond.at("primary"), mode.equals("active-backup") || BALANCED.contains(mode), mode);
    only(bond.at("tlbDynamicLb"), BALANCED.contains(mode), mode);
    if (bond.at("packetsPerSlave").number() > 1) {
      only(bond.at("packetsPerSlave"), mode.equals("balance-rr"), mode);
    }
  }

  private static void values(Section bond) {
    bond.at("mode")
        .oneOf(
            "balance-rr",
            "active-backup",
            "balance-xor",
            "broadcast",
            LACP,
            "balance-tlb",
            "balance-alb");
    bond.at("xmitHashPolicy").oneOf("layer2", "layer3+4", "layer2+3", "encap2+3", "encap3+4");
    bond.at("lacpRate").oneOf("slow", "fast");
    bond.at("primaryReselect").oneOf("always", "better", "failure");
    bond.at("failOverMac").oneOf("none", "active", "follow");
    bond.at("arpValidate")
        .oneOf("none", "active", "backup", "all", "filter", "filter-active", "filter-backup");
    bond.at("arpAllTargets").oneOf("any", "all");
    bond.at("adSelect").oneOf("stable", "bandwidth", "count");
  }

  private static void only(Section option, boolean allowed, String mode) {
    boolean set = option.filled() && !option.text().equals("0");
    if (set && !allowed) {
      option.error("is not available in mode " + mode);
    }
  }

  private static void unsupported(Section bond, String option) {
    if (bond.at(option).filled()) {
      bond.at(option).error("is not supported");
    }
  }
}
