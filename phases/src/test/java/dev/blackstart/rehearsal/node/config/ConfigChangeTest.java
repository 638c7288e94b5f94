package dev.blackstart.rehearsal.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A client reads the config, adds a line and sends all of it back in its own writing. */
class ConfigChangeTest {
  private static final String HERE =
      """
      machine:
        type: worker
        token: "abcdef.0123456789abcdef"
        ca:
          crt: "LS0t"
        sysctls:
          vm.max_map_count: "262144"
        files:
          - path: /etc/a
            op: create
            content: hello
      """;
  private static final String BACK =
      """
      machine:
        type: worker
        token: abcdef.0123456789abcdef
        ca:
          crt: LS0t
          key: ""
        sysctls:
          vm.max_map_count: "262144"
        files:
          - content: hello
            permissions: 0o0
            path: /etc/a
            op: create
      """;

  @Test
  void howItIsWrittenIsNoChange() {
    assertTrue(change(HERE, BACK).isEmpty());
    assertEquals("", change(HERE, BACK).text());
  }

  @Test
  void onlyWhatWasAddedIsShownAndNeedsNoReboot() {
    ConfigChange added =
        change(HERE, BACK.replace("  files:", "    net.core.somaxconn: \"4096\"\n  files:"));
    assertFalse(added.isEmpty());
    assertEquals(List.of(), added.coldPaths());
    assertEquals(
        List.of("+        net.core.somaxconn: \"4096\""),
        added.text().lines().filter(line -> line.matches("[+-] .*")).toList());
  }

  @Test
  void anEmptyLabelIsAValue() {
    assertFalse(change(HERE, HERE + "  nodeLabels:\n    a.io/b: \"\"\n").isEmpty());
  }

  private static ConfigChange change(String before, String after) {
    return new ConfigChange(NodeConfig.read(before), NodeConfig.read(after));
  }
}
