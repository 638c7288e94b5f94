package dev.blackstart.phase.stack;

import dev.blackstart.world.World;

/** A look at one part of what runs on a cluster; a part that is not there is seen 0 times. */
interface StackCheck {
  Found look(World world);
}
