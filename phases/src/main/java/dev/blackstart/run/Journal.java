package dev.blackstart.run;

/** Where events go first: on disk when {@link #append} returns. */
public interface Journal extends AutoCloseable {
  void append(Event event);

  @Override
  void close();
}
