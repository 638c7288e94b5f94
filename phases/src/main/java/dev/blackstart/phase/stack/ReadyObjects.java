package dev.blackstart.phase.stack;

import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Kinds that are well when one condition is True.
 *
 * @param what what an operator calls such an object
 * @param versions the newest first
 */
record ReadyObjects(
    String what, String group, List<String> versions, List<String> kinds, String condition)
    implements StackCheck {
  @Override
  public Found look(World world) {
    int seen = 0;
    List<Waiting> wrong = new ArrayList<>();
    for (String kind : kinds) {
      for (KubeObject object : Objects.of(world, group, versions, kind)) {
        seen++;
        Optional<String> unmet = Objects.unmet(object, condition, "its controller has not seen it");
        unmet.ifPresent(why -> wrong.add(new Waiting(object.ref().toString(), why)));
      }
    }
    return new Found(what, seen, wrong);
  }
}
