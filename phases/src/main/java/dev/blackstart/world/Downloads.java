package dev.blackstart.world;

/** Single files of the network. */
public interface Downloads {
  /**
   * What lies at a URL.
   *
   * @throws Failure naming who refuses it and why; UNREACHABLE when waiting may help
   */
  byte[] fetch(String url);
}
