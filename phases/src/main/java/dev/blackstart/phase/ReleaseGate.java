package dev.blackstart.phase;

import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.List;

/** What has to hold of a release beyond its pods being ready, before the next phase leans on it. */
interface ReleaseGate {
  /** Who is not there yet, and why; reads, and asks for nothing that is stored. */
  List<Waiting> missing(World world);
}
