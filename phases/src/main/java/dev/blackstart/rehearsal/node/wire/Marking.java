package dev.blackstart.rehearsal.node.wire;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.talos.api.common.Metadata;
import io.grpc.Status;
import java.util.List;

/** Writes into replies which node they are from; {@code metadata} is field 1 of all of them. */
final class Marking {
  private final Message prototype;
  private final boolean streams;

  /**
   * @param prototype of the method's reply: the element itself when it streams, else a list of them
   */
  Marking(Message prototype, boolean streams) {
    this.prototype = prototype;
    this.streams = streams;
  }

  Message mark(Message reply, String target) {
    Metadata metadata = Metadata.newBuilder().setHostname(target).build();
    if (streams) {
      return withMetadata(reply, metadata);
    }
    FieldDescriptor messages = messages();
    Message.Builder marked = reply.toBuilder();
    for (int i = 0; i < reply.getRepeatedFieldCount(messages); i++) {
      Message element = (Message) reply.getRepeatedField(messages, i);
      marked.setRepeatedField(messages, i, withMetadata(element, metadata));
    }
    return marked.build();
  }

  Message failure(String target, Status status) {
    String text = status.getDescription() == null ? "" : status.getDescription();
    Metadata metadata =
        Metadata.newBuilder()
            .setHostname(target)
            .setError("rpc error: code = " + goName(status.getCode()) + " desc = " + text)
            .setStatus(
                com.google.rpc.Status.newBuilder()
                    .setCode(status.getCode().value())
                    .setMessage(text))
            .build();
    if (streams) {
      return withMetadata(prototype, metadata);
    }
    Message element = prototype.newBuilderForType().newBuilderForField(messages()).buildPartial();
    return prototype
        .newBuilderForType()
        .addRepeatedField(messages(), withMetadata(element, metadata))
        .build();
  }

  Message gather(List<Message> replies) {
    Message.Builder all = prototype.newBuilderForType();
    replies.forEach(all::mergeFrom);
    return all.build();
  }

  private FieldDescriptor messages() {
    return prototype.getDescriptorForType().findFieldByName("messages");
  }

  private static Message withMetadata(Message element, Metadata metadata) {
    return element.toBuilder()
        .setField(element.getDescriptorForType().findFieldByNumber(1), metadata)
        .build();
  }

  /** {@code PERMISSION_DENIED} is {@code PermissionDenied} in Go. */
  private static String goName(Status.Code code) {
    StringBuilder name = new StringBuilder();
    for (String word : code.name().split("_")) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
    }
    return name.toString();
  }
}
