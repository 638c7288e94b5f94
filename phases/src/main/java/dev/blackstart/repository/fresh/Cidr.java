package dev.blackstart.repository.fresh;

import dev.blackstart.repository.source.IpAddress;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A network of IPv4 or IPv6.
 *
 * @param first its first address
 * @param prefix how many bits all of its addresses share
 */
public record Cidr(InetAddress first, int prefix) {
  /** The network a text such as {@code 10.0.0.0/24} names; empty when it names none. */
  public static Optional<Cidr> of(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
      return Optional.empty();
    }
    String address = text.substring(0, slash);
    if (!IpAddress.matches(address)) {
      return Optional.empty();
    }
    byte[] bytes = parsed(address).getAddress();
    int prefix = Integer.parseInt(text.substring(slash + 1));
    if (prefix > bytes.length * 8) {
      return Optional.empty();
    }
    for (int bit = prefix; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
    }
    return Optional.of(new Cidr(made(new BigInteger(1, bytes), bytes.length), prefix));
  }

  /** How many addresses it has. */
  public BigInteger size() {
    return BigInteger.ONE.shiftLeft(first.getAddress().length * 8 - prefix);
  }

  /** The address so many after the first. */
  public InetAddress at(long number) {
    return made(
        new BigInteger(1, first.getAddress()).add(BigInteger.valueOf(number)),
        first.getAddress().length);
  }

  /** Whether an address lies in it. */
  public boolean contains(String address) {
    return IpAddress.matches(address)
        && of(parsed(address).getHostAddress() + "/" + prefix).filter(this::equals).isPresent();
  }

  /** Whether two networks share an address. */
  public boolean overlaps(Cidr other) {
    return prefix <= other.prefix
        ? contains(other.first.getHostAddress())
        : other.contains(first.getHostAddress());
  }

  private static InetAddress parsed(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException noName) {
      throw new IllegalArgumentException(address + " is no IP address", noName);
    }
  }

  private static InetAddress made(BigInteger number, int length) {
    byte[] bytes = new byte[length];
    byte[] known = number.toByteArray();
    int copied = Math.min(known.length, length);
    System.arraycopy(known, known.length - copied, bytes, length - copied, copied);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return first.getHostAddress() + "/" + prefix;
  }
}
