package dev.blackstart.app.act;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.NamedImage;
import dev.blackstart.world.NodeOperations;
import dev.blackstart.world.NodeOperations.RebootMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Something that takes a machine down, and mostly up again. */
public sealed interface NodeAct {
  /** Its verb, such as {@code reboot}. */
  String verb();

  /** Asks the node for it; returns the id its events carry. */
  String ask(NodeOperations operations, Node node);

  /** The talosctl command that does the same. */
  String byHand(Node node);

  /** How one sees that it is over. */
  End end();

  /** Where a machine is afterwards. */
  enum End {
    /** Running, in another boot. */
    RUNNING,
    /** Configured and answering, in another boot; etcd may want to be bootstrapped. */
    ANSWERING,
    /** In maintenance mode, without a config. */
    MAINTENANCE,
    /** Silent. */
    OFF
  }

  /** Down and up again. */
  record Reboot(RebootMode mode) implements NodeAct {
    @Override
    public String verb() {
      return "reboot";
    }

    @Override
    public String ask(NodeOperations operations, Node node) {
      return operations.reboot(node, mode);
    }

    @Override
    public String byHand(Node node) {
      return talosctl(node) + "reboot" + flag("--mode", mode);
    }

    @Override
    public End end() {
      return End.RUNNING;
    }
  }

  /**
   * Down.
   *
   * @param force do not drain it first
   */
  record Shutdown(boolean force) implements NodeAct {
    @Override
    public String verb() {
      return "shutdown";
    }

    @Override
    public String ask(NodeOperations operations, Node node) {
      return operations.shutdown(node, force);
    }

    @Override
    public String byHand(Node node) {
      return talosctl(node) + "shutdown" + (force ? " --force" : "");
    }

    @Override
    public End end() {
      return End.OFF;
    }
  }

  /** Disks are wiped. */
  record Reset(NodeOperations.Reset reset) implements NodeAct {
    /** What holds a node's config. */
    private static final String STATE = "STATE";

    @Override
    public String verb() {
      return "reset";
    }

    @Override
    public String ask(NodeOperations operations, Node node) {
      return operations.reset(node, reset);
    }

    @Override
    public String byHand(Node node) {
      List<String> flags = new ArrayList<>();
      flags.add("--graceful=" + reset.graceful());
      flags.add("--reboot=" + reset.reboot());
      reset.labels().stream()
          .sorted()
          .forEach(label -> flags.add("--system-labels-to-wipe " + label));
      reset.userDisks().forEach(disk -> flags.add("--user-disks-to-wipe " + disk));
      if (reset.onlyUserDisks()) {
        flags.add("--wipe-mode user-disks");
      }
      return talosctl(node) + "reset " + String.join(" ", flags);
    }

    @Override
    public End end() {
      if (!reset.reboot()) {
        return End.OFF;
      }
      boolean keepsConfig =
          reset.onlyUserDisks() || (!reset.labels().isEmpty() && !reset.labels().contains(STATE));
      return keepsConfig ? End.ANSWERING : End.MAINTENANCE;
    }
  }

  /** Another version of Talos. */
  record Upgrade(String image, boolean stage, boolean force, RebootMode mode) implements NodeAct {
    @Override
    public String verb() {
      return "upgrade";
    }

    @Override
    public String ask(NodeOperations operations, Node node) {
      return operations.upgrade(node, image, stage, force, mode);
    }

    @Override
    public String byHand(Node node) {
      return talosctl(node)
          + "upgrade --image "
          + image
          + (stage ? " --stage" : "")
          + (force ? " --force" : "")
          + flag("--reboot-mode", mode);
    }

    @Override
    public End end() {
      return End.RUNNING;
    }

    /** The version its image's tag names. */
    public Optional<String> version() {
      return NamedImage.version(image);
    }
  }

  private static String talosctl(Node node) {
    return "talosctl -n " + node.address() + " ";
  }

  private static String flag(String name, RebootMode mode) {
    return mode == RebootMode.DEFAULT
        ? ""
        : " " + name + " " + mode.name().toLowerCase(Locale.ROOT);
  }
}
