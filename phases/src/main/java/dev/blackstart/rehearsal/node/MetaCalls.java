package dev.blackstart.rehearsal.node;

import dev.talos.api.machine.MetaDelete;
import dev.talos.api.machine.MetaDeleteRequest;
import dev.talos.api.machine.MetaDeleteResponse;
import dev.talos.api.machine.MetaWrite;
import dev.talos.api.machine.MetaWriteRequest;
import dev.talos.api.machine.MetaWriteResponse;
import io.grpc.Status;

/** Writing to the META partition. Acts only within a turn. */
final class MetaCalls {
  private static final int LARGEST = 255;

  private MetaCalls() {}

  static MetaWriteResponse write(Boot boot, MetaWriteRequest request) {
    boot.node().media().meta.put(key(request.getKey()), request.getValue().toStringUtf8());
    boot.touched();
    return MetaWriteResponse.newBuilder().addMessages(MetaWrite.getDefaultInstance()).build();
  }

  static MetaDeleteResponse delete(Boot boot, MetaDeleteRequest request) {
    if (boot.node().media().meta.remove(key(request.getKey())) == null) {
      throw Answer.refused(Status.NOT_FOUND, "meta key not found");
    }
    boot.touched();
    return MetaDeleteResponse.newBuilder().addMessages(MetaDelete.getDefaultInstance()).build();
  }

  private static int key(int key) {
    if (key < 0 || key > LARGEST) {
      throw Answer.refused(Status.INVALID_ARGUMENT, "key must be a uint8");
    }
    return key;
  }
}
