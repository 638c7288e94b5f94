package dev.blackstart.kube;

import java.io.IOException;

/** An API server that answered, but not with what was asked for. */
final class RefusedReply extends IOException {
  private static final long serialVersionUID = 1;
  private final transient Reply reply;

  RefusedReply(String doing, Reply reply) {
    super(doing + ": " + reply.message());
    this.reply = reply;
  }

  Reply reply() {
    return reply;
  }
}
