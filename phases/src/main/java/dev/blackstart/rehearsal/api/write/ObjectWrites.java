package dev.blackstart.rehearsal.api.write;

import dev.blackstart.rehearsal.api.fields.FieldOwnership;
import dev.blackstart.rehearsal.api.fields.ServerSideApply;
import dev.blackstart.rehearsal.api.rules.Admission;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import java.time.Instant;
import java.util.function.Supplier;

/** The four ways to write, over one store. */
public record ObjectWrites(
    ObjectCreation creation, ObjectUpdate update, ObjectPatch patch, ObjectDeletion deletion) {

  /**
   * @param clock wall time, for the times that objects carry
   */
  public static ObjectWrites over(ObjectStore store, Admission admission, Supplier<Instant> clock) {
    Preparation preparation = new Preparation(admission);
    FieldOwnership ownership = new FieldOwnership(clock);
    ObjectCreation creation = new ObjectCreation(store, admission, preparation, ownership, clock);
    ObjectUpdate update = new ObjectUpdate(store, admission, preparation, ownership);
    ObjectPatch patch = new ObjectPatch(store, creation, update, new ServerSideApply(ownership));
    return new ObjectWrites(creation, update, patch, new ObjectDeletion(store, admission, clock));
  }
}
