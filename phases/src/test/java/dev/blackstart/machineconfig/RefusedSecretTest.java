package dev.blackstart.machineconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.MachineConfigSource.Layer;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.secrets.SecretValues;
import dev.blackstart.world.Failure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusedSecretTest {
  private static final MachineConfigSource SOURCE =
      new MachineConfigSource(
          new Layer(
              "talos/base.yaml",
              """
              machine:
                type: worker
                ca: {crt: op://lab/talos/CA}
                install: {disk: /dev/sda}
              cluster:
                controlPlane: {endpoint: "https://10.0.0.10:6443"}
              """),
          List.of());

  @Test
  void aSecretThatTalosWouldRefuseIsToldByItsPlaceAndNotByItsText() {
    MachineConfig merged = ConfigMerge.merge(SOURCE);
    SecretValues secrets = new SecretValues(Map.of("op://lab/talos/CA", "hunter two"));

    Failure refused =
        assertThrows(Failure.class, () -> ConfigMerge.render(merged, secrets, SOURCE));

    assertEquals(
        "talos/base.yaml:3: machine.ca.crt: Talos refuses the secret put in here", refused.what());
  }
}
