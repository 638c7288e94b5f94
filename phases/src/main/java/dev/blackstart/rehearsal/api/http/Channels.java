package dev.blackstart.rehearsal.api.http;

import java.io.IOException;

/** Several streams in one connection, told apart by number, as kubelets speak them. */
public interface Channels {
  /** Is on its way to the client when this returns. */
  void write(int channel, byte[] part) throws IOException;

  /** Ends all of them in order. */
  void end() throws IOException;
}
