package dev.blackstart.rehearsal.node.hardware;

/**
 * A network card.
 *
 * @param mac six bytes in hexadecimal, parted by colons
 */
public record Link(
    String name, int index, String mac, String driver, String busPath, int megabits) {
  /** The address as its six bytes. */
  public byte[] macBytes() {
    byte[] bytes = new byte[6];
    String[] parts = mac.split(":");
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(parts[i], 16);
    }
    return bytes;
  }
}
