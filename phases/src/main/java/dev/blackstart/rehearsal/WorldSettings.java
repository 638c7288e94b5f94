package dev.blackstart.rehearsal;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a world process is told when it starts.
 *
 * @param run the run it was made for
 * @param nodes name, address and {@link Role} of each machine
 * @param repository the operator's working tree, which Flux will see as its Git repository
 * @param charts chart mirrors, in the order they are looked at
 * @param controlPlane folder with etcd and kube-apiserver; empty for the embedded API server
 * @param speed world seconds per wall second while the operator's side waits
 * @param folder where the world keeps its files until it ends
 * @param loopback true address and port to loopback address and port
 * @param faults what goes wrong, {@code KIND=WHOM} each
 * @param token what opens the control connection
 */
public record WorldSettings(
    String run,
    String cluster,
    List<Machine> nodes,
    String repository,
    List<String> charts,
    String controlPlane,
    double speed,
    String folder,
    Map<String, String> loopback,
    List<String> faults,
    String token) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A machine that will be simulated.
   *
   * @param leftovers what others left on its disks: device without {@code /dev/} to {@code NAME} or
   *     {@code NAME:LABEL} of a file system, such as {@code nvme0n1} to {@code bluestore}
   * @param nameplate what is to be read on the disk its machine config installs to: {@code path},
   *     {@code serial}, {@code wwid}, {@code model}
   */
  public record Machine(
      String name,
      String address,
      Role role,
      Map<String, String> leftovers,
      Map<String, String> nameplate) {
    public Machine {
      leftovers = Map.copyOf(leftovers);
      nameplate = Map.copyOf(nameplate);
    }

    public Node node() {
      return new Node(name, address, role);
    }
  }

  public String json() throws IOException {
    return JSON.writeValueAsString(this);
  }

  /** The same world with its files elsewhere. */
  public WorldSettings in(Path folder) {
    return new WorldSettings(
        run,
        cluster,
        nodes,
        repository,
        charts,
        controlPlane,
        speed,
        folder.toString(),
        loopback,
        faults,
        token);
  }

  /** Reads what {@link #json} wrote. */
  public static WorldSettings read(byte[] json) throws IOException {
    return JSON.readValue(json, WorldSettings.class);
  }

  @Override
  public String toString() {
    return "WorldSettings[" + run + "]";
  }
}
