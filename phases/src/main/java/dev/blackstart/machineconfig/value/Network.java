package dev.blackstart.machineconfig.value;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A network of addresses.
 *
 * @param first its lowest address as a number
 * @param bits how many bits of it are the network's
 * @param width 32 or 128
 */
public record Network(BigInteger first, int bits, int width) {
  /** The network of an address with its prefix, or of an address alone. */
  public static Optional<Network> of(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (!Addresses.isAddress(address) || slash >= 0 && !Addresses.isPrefix(text)) {
      return Optional.empty();
    }
    int width = address.indexOf(':') >= 0 ? 128 : 32;
    int bits = slash < 0 ? width : Integer.parseInt(text.substring(slash + 1));
    BigInteger number = number(address);
    return Optional.of(
        new Network(number.shiftRight(width - bits).shiftLeft(width - bits), bits, width));
  }

  /** Whether the other is a part of it. */
  public boolean contains(Network other) {
    return width == other.width
        && bits <= other.bits
        && other.first.shiftRight(width - bits).equals(first.shiftRight(width - bits));
  }

  /** Whether both have an address in common. */
  public boolean overlaps(Network other) {
    return contains(other) || other.contains(this);
  }

  /** Texts that are addresses are never looked up. */
  private static BigInteger number(String address) {
    try {
      return new BigInteger(1, InetAddress.getByName(address).getAddress());
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(address + " was checked", impossible);
    }
  }
}
