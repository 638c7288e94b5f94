package dev.blackstart.world;

import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Hook;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.hook.HookAct;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the repository's files amount to once rendered, patched and given their secrets. */
public interface Manifests {
  /**
   * The machine config of a node.
   *
   * @throws Failure INPUT with file:line
   */
  RenderedConfig machineConfig(Node node);

  /** What is wrong with the machine configs of all nodes, each with file:line. */
  List<Finding> configFindings();

  /** What charts are told that does not go with what nodes are told, silenced ones among them. */
  List<Finding> lints();

  /**
   * Which of a machine's disks its config would install to.
   *
   * @throws Failure INPUT with file:line when the config names no install disk
   */
  InstallDisk installDisk(Node node, List<Machines.Disk> present);

  /**
   * @param wanted the disk or selector as the config has it
   * @param matching the disks it picks; exactly one is right
   * @param at file:line it is written at
   */
  record InstallDisk(String wanted, List<Machines.Disk> matching, String at) {}

  /** The images a node's config names; parts that are left to Talos are not among them. */
  List<NamedImage> images(Node node);

  /**
   * The images a config names that a node runs.
   *
   * @param running as the node gave it
   * @throws Failure INPUT when it is no machine config we know
   */
  List<NamedImage> images(Node node, RenderedConfig running);

  /**
   * The config a node runs with other images in it and nothing else changed.
   *
   * @param running as the node gave it
   * @throws Failure INPUT when it is no machine config we know
   */
  RenderedConfig withImages(Node node, RenderedConfig running, List<NamedImage> images);

  /**
   * In what the config a node runs is another cluster's, in words without secrets; empty when it is
   * this one's, whatever else differs.
   */
  List<String> otherCluster(Node node, RenderedConfig running);

  /** Host of {@code cluster.controlPlane.endpoint}. */
  String endpointHost();

  /** Digest of what a node's config is made of, without asking for secrets. */
  String machineConfigInputs(Node node);

  /**
   * The beginnings of the digests of files of the repository.
   *
   * @param files relative to its root, each maybe with a line behind a colon; a folder stands for
   *     all that lies in it
   * @return by path, in order; what is no file of the repository is left out
   */
  Map<String, String> digests(Collection<String> files);

  /** Credentials for the Talos API of the configured nodes, issued from the cluster's own CA. */
  TalosCredentials talosCredentials();

  /** The seeds: namespaces and first secrets, in the order of their files. */
  List<KubeObject> seeds();

  /**
   * Files of the tree Flux reads that the age key in the seeds does not open. Flux would stall on
   * them at the very end.
   */
  List<Sealed> sealedForFlux();

  /**
   * @param at the file, or the seed that holds the key
   * @param what is wrong: whom it is encrypted for, whose key is seeded
   */
  record Sealed(String at, String what, String remedy) {}

  /** Digest of what the seeds are made of, without asking for secrets. */
  String seedInputs();

  /**
   * CRDs of a file or URL source; the mirror is looked at before the network.
   *
   * @throws Failure INPUT when it is nowhere
   */
  List<KubeObject> crds(CrdSource source);

  /**
   * What a hook does, in order, with what it applies read and built.
   *
   * @throws Failure INPUT naming the hook when something it needs is not there, or its command is
   *     not run natively and not allowed
   */
  List<HookStep> hook(Hook hook);

  /** One step of a hook. */
  sealed interface HookStep {
    /**
     * Objects that are applied.
     *
     * @param fieldManager the manager the hook names, {@code kubectl} when it names none
     */
    record Objects(List<KubeObject> objects, String fieldManager) implements HookStep {}

    /** A wait until something holds in the cluster. */
    record Wait(HookAct.Await until) implements HookStep {}

    /** The hook's own program, which the operator allowed. */
    record Program() implements HookStep {}
  }

  /**
   * Runs the program of a hook with the world's kubeconfig and waits for its end.
   *
   * @throws Failure INPUT when it fails, TIMED_OUT
   */
  void runProgram(Hook hook);
}
