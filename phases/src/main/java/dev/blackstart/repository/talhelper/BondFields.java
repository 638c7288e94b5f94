package dev.blackstart.repository.talhelper;

import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a bond by the names a document of it has. */
final class BondFields {
  private static final Map<String, String> WORDS =
      Map.of(
          "mode", "bondMode",
          "xmitHashPolicy", "xmitHashPolicy",
          "lacpRate", "lacpRate",
          "arpValidate", "arpValidate",
          "arpAllTargets", "arpAllTargets",
          "primaryReselect", "primaryReselect",
          "failOverMac", "failOverMac",
          "adSelect", "adSelect");

  private static final Map<String, String> NUMBERS =
      Map.ofEntries(
          Map.entry("miimon", "miimon"),
          Map.entry("updelay", "updelay"),
          Map.entry("downdelay", "downdelay"),
          Map.entry("arpInterval", "arpInterval"),
          Map.entry("resendIgmp", "resendIGMP"),
          Map.entry("minLinks", "minLinks"),
          Map.entry("lpInterval", "lpInterval"),
          Map.entry("packetsPerSlave", "packetsPerSlave"),
          Map.entry("numPeerNotif", "numPeerNotif"),
          Map.entry("tlbDynamicLb", "tlbLogicalLb"),
          Map.entry("allSlavesActive", "allSlavesActive"),
          Map.entry("adActorSysPrio", "adActorSysPrio"),
          Map.entry("adUserPortKey", "adUserPortKey"),
          Map.entry("peerNotifyDelay", "peerNotifDelay"));

  private BondFields() {}

  /** What is said of them, in the order of the bond's own keys. */
  static Map<String, Object> of(Part bond) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String key : bond.map().keys()) {
      if (WORDS.containsKey(key)) {
        bond.scalar(key)
            .filter(word -> !word.text().isEmpty())
            .ifPresent(word -> fields.put(WORDS.get(key), word));
      } else if (NUMBERS.containsKey(key)) {
        bond.number(key).ifPresent(number -> fields.put(NUMBERS.get(key), number));
      } else if (key.equals("useCarrier")) {
        bond.get(key).ifPresent(flag -> fields.put(key, flag));
      } else if (key.equals("arpIPTarget")) {
        bond.list(key).ifPresent(targets -> fields.put("arpIpTargets", targets));
      } else if (!key.matches("interfaces|deviceSelectors|primary|adActorSystem")) {
        bond.refuse("a bond has no such field", key);
      }
    }
    return fields;
  }
}
