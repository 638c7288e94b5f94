package dev.blackstart.run;

import dev.blackstart.world.TimeSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that tells how much of it was read. */
public final class CountedInput extends FilterInputStream {
  private final TimeSource.Work work;
  private final long total;
  private long done;

  /**
   * @param total bytes there are; 0 or less when nobody knows
   */
  public CountedInput(InputStream in, TimeSource.Work work, long total) {
    super(in);
    this.work = work;
    this.total = Math.max(0, total);
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    count(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] into, int from, int most) throws IOException {
    int read = super.read(into, from, most);
    count(Math.max(0, read));
    return read;
  }

  private void count(int bytes) {
    done += bytes;
    work.reached(done, total);
  }
}
