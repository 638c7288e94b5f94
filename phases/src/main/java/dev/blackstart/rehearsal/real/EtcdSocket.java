package dev.blackstart.rehearsal.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Asks the real etcd through its JSON gateway on the unix socket (etcd 3.6, {@code /v3}): one
 * connection for each question, closed by the server at the end of the answer.
 */
final class EtcdSocket {
  private static final ObjectMapper JSON = new JsonMapper();

  private final Path socket;

  EtcdSocket(Path socket) {
    this.socket = socket;
  }

  /** The database file as it is now, without a hash. */
  byte[] snapshot() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (SocketChannel channel = ask("/v3/maintenance/snapshot", "{}");
        MappingIterator<JsonNode> frames =
            JSON.readerFor(JsonNode.class).readValues(body(channel))) {
      while (frames.hasNextValue()) {
        JsonNode frame = frames.nextValue();
        if (frame.has("error")) {
          throw new IOException(frame.path("error").path("message").asText());
        }
        file.writeBytes(frame.path("result").path("blob").binaryValue());
      }
    }
    // The last frame is the hash of all others.
    byte[] all = file.toByteArray();
    return Arrays.copyOf(all, all.length - all.length % 512);
  }

  /** Revision of the last write. */
  long revision() throws IOException {
    try (SocketChannel channel = ask("/v3/maintenance/status", "{}");
        InputStream in = body(channel)) {
      return JSON.readTree(in).path("header").path("revision").asLong();
    }
  }

  private SocketChannel ask(String path, String body) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      // HTTP/1.0: the answer comes in one piece and ends with the connection.
      String request =
          "POST "
              + path
              + " HTTP/1.0\r\nHost: etcd\r\nContent-Type: application/json\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body;
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** What follows the headers of an answer that is 200. */
  private static InputStream body(SocketChannel channel) throws IOException {
    InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
    String status = line(in);
    if (!status.contains(" 200 ")) {
      throw new IOException("etcd answered " + status);
    }
    while (!line(in).isEmpty()) {
      // a header
    }
    return in;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (line.length() > 8192) {
        throw new IOException("a header without end");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }
}
