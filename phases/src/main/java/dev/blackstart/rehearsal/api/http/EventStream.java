package dev.blackstart.rehearsal.api.http;

import java.io.IOException;

/**
 * An answer without a known end. Each part is on its way to the client when {@link #write} returns.
 */
public interface EventStream {
  void write(byte[] part) throws IOException;

  /** Ends the stream in order, so that the client knows nothing was lost. */
  void end() throws IOException;
}
