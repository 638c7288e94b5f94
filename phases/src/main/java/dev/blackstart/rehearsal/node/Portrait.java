package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.cosi.Published;
import dev.blackstart.rehearsal.node.cosi.ResourceKind;
import dev.blackstart.rehearsal.node.cosi.Resources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** All resources of a node as it is now; within a turn. */
final class Portrait {
  private static final List<Chapter> CHAPTERS =
      List.of(
          new Chapter(
              HardwarePortrait.KINDS, false, boot -> new HardwarePortrait(boot).resources()),
          new Chapter(VolumePortrait.KINDS, false, boot -> new VolumePortrait(boot).resources()),
          new Chapter(SystemPortrait.KINDS, false, boot -> new SystemPortrait(boot).resources()),
          new Chapter(NetworkPortrait.KINDS, false, boot -> new NetworkPortrait(boot).resources()),
          new Chapter(StagePortrait.KINDS, false, boot -> new StagePortrait(boot).resources()),
          new Chapter(RuntimePortrait.KINDS, false, boot -> new RuntimePortrait(boot).resources()),
          new Chapter(ClusterPortrait.KINDS, false, boot -> new ClusterPortrait(boot).resources()),
          new Chapter(MembersPortrait.KINDS, true, boot -> new MembersPortrait(boot).resources()));

  private final Boot boot;

  /**
   * What is made together.
   *
   * @param ofOthers it tells of the other nodes, too, so it may change when they do
   */
  private record Chapter(
      Set<ResourceKind> kinds, boolean ofOthers, Function<Boot, List<Published>> resources) {}

  Portrait(Boot boot) {
    this.boot = boot;
  }

  /**
   * Brings the resources of these kinds up to date. Each node is looked at whenever any of them
   * changes, so what nobody asks for is not made.
   *
   * @param changed something about this node did; else only about others
   */
  void show(Resources resources, Set<ResourceKind> wanted, boolean changed) {
    for (Chapter chapter : CHAPTERS) {
      if ((changed || chapter.ofOthers()) && wanted.stream().anyMatch(chapter.kinds()::contains)) {
        resources.show(chapter.kinds(), chapter.resources().apply(boot));
      }
    }
  }

  /** A YAML mapping in this order: key, value, key, value. */
  static Map<String, Object> yaml(Object... pairs) {
    Map<String, Object> yaml = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      yaml.put((String) pairs[i], pairs[i + 1]);
    }
    return yaml;
  }
}
