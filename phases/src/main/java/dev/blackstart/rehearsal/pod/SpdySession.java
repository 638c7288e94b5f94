package dev.blackstart.rehearsal.pod;

import dev.blackstart.rehearsal.api.http.HttpAnswer.Upgraded;
import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.ByteBufUtil;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.embedded.EmbeddedChannel;
import io.grpc.netty.shaded.io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.spdy.DefaultSpdyPingFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.spdy.DefaultSpdySynReplyFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.spdy.SpdyDataFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.grpc.netty.shaded.io.netty.handler.codec.spdy.SpdyGoAwayFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.spdy.SpdyPingFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.spdy.SpdySynStreamFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.spdy.SpdyVersion;
import io.grpc.netty.shaded.io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * SPDY/3.1, which a kube-apiserver still speaks with kubelets: the client opens a stream for each
 * of error, stdin, stdout and stderr, and all are answered once all are there.
 */
final class SpdySession {
  private static final String TYPE = "streamtype";

  private final Upgraded connection;
  private final int expected;
  private final EmbeddedChannel codec =
      new EmbeddedChannel(new SpdyFrameCodec(SpdyVersion.SPDY_3_1));
  private final Map<String, Integer> streams = new HashMap<>();
  private boolean ended;

  /**
   * @param expected how many streams the client opens
   */
  SpdySession(Upgraded connection, int expected) {
    this.connection = connection;
    this.expected = expected;
  }

  /** Says it on the client's streams, and stays until the client has gone. */
  void say(Ran ran, byte[] status) throws IOException {
    try {
      while (streams.size() < expected && read()) {}
      send("stdout", ran.out());
      send("stderr", ran.err());
      send("error", status);
      while (read()) {}
    } finally {
      codec.finishAndReleaseAll();
    }
  }

  private void send(String type, byte[] bytes) throws IOException {
    Integer stream = streams.get(type);
    if (stream != null && !ended) {
      DefaultSpdyDataFrame frame = new DefaultSpdyDataFrame(stream, Unpooled.wrappedBuffer(bytes));
      write(frame.setLast(true));
    }
  }

  private void write(Object frame) throws IOException {
    codec.writeOutbound(frame);
    for (ByteBuf next = codec.readOutbound(); next != null; next = codec.readOutbound()) {
      connection.out().write(ByteBufUtil.getBytes(next));
      next.release();
    }
    connection.out().flush();
  }

  /** Takes what comes; false when nothing does any more. */
  private boolean read() throws IOException {
    byte[] bytes = new byte[4096];
    int count = ended ? -1 : connection.in().read(bytes);
    if (count < 0) {
      ended = true;
      return false;
    }
    codec.writeInbound(Unpooled.wrappedBuffer(Arrays.copyOf(bytes, count)));
    for (Object frame = codec.readInbound(); frame != null; frame = codec.readInbound()) {
      take(frame);
    }
    return true;
  }

  private void take(Object frame) throws IOException {
    if (frame instanceof SpdySynStreamFrame opened) {
      String type = String.valueOf(opened.headers().get(TYPE));
      streams.put(type, opened.streamId());
      // With a header: an empty block is none to the Kubernetes client, which waits for one.
      DefaultSpdySynReplyFrame reply = new DefaultSpdySynReplyFrame(opened.streamId());
      reply.headers().set(TYPE, type);
      write(reply);
    } else if (frame instanceof SpdyPingFrame ping) {
      write(new DefaultSpdyPingFrame(ping.id()));
    } else if (frame instanceof SpdyGoAwayFrame) {
      ended = true;
    } else if (frame instanceof SpdyDataFrame typed) {
      ReferenceCountUtil.release(typed); // nobody reads what is typed
    }
  }
}
