package dev.blackstart.app.mesh;

import dev.blackstart.app.Inspection;
import dev.blackstart.app.RunHistory;
import dev.blackstart.files.FileJournal;
import dev.blackstart.phase.stack.MeshSide;
import dev.blackstart.run.Event;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The clusters of a mesh side by side.
 *
 * @param sides of those that have a part in a mesh
 * @param wrong why they do not get on with one another
 */
public record MeshLook(List<MeshSide> sides, List<Waiting> wrong) {
  private static MeshLook of(List<MeshSide> sides) {
    return new MeshLook(List.copyOf(sides), MeshSide.between(sides));
  }

  /** As the clusters are now. */
  public static MeshLook now(List<Inspection> clusters) {
    List<MeshSide> sides = new ArrayList<>();
    clusters.forEach(each -> MeshSide.of(each.spec().name(), each.world()).ifPresent(sides::add));
    return of(sides);
  }

  /**
   * As the clusters of these runs are now; one that can no longer be asked, such as a rehearsal
   * that has gone, as its run saw it.
   */
  public static MeshLook after(List<RunHistory.Past> runs) {
    List<MeshSide> sides = new ArrayList<>();
    for (RunHistory.Past past : runs) {
      asked(past).or(() -> seen(past)).ifPresent(sides::add);
    }
    return of(sides);
  }

  private static Optional<MeshSide> asked(RunHistory.Past past) {
    if (past.status().world() == World.Kind.REHEARSAL && past.world().isEmpty()) {
      return Optional.empty();
    }
    try (Inspection inspection = Inspection.of(past)) {
      return MeshSide.of(past.found().cluster(), inspection.world());
    } catch (Failure silent) {
      // What its run saw stands for it.
      return Optional.empty();
    }
  }

  private static Optional<MeshSide> seen(RunHistory.Past past) {
    return FileJournal.read(past.found().folder()).stream()
        .filter(Event.Checked.class::isInstance)
        .map(Event.Checked.class::cast)
        .filter(check -> check.check().equals(MeshSide.CHECK))
        .flatMap(check -> MeshSide.read(past.found().cluster(), check.asks()).stream())
        .reduce((older, newer) -> newer);
  }
}
