package dev.blackstart.rehearsal.api.rules;

import dev.blackstart.rehearsal.api.status.Refusals;
import java.util.BitSet;

/**
 * The IPv4 addresses of a service range that are given out. The first one is the API server's own.
 */
public final class ServiceAddresses {
  private final String cidr;
  private final long network;
  private final int size;
  private final BitSet taken = new BitSet();
  private int next;

  /**
   * @param cidr such as {@code 10.96.0.0/12}
   */
  public ServiceAddresses(String cidr) {
    this.cidr = cidr;
    int slash = cidr.indexOf('/');
    int prefix = Integer.parseInt(cidr.substring(slash + 1));
    this.network = number(cidr.substring(0, slash)) & (0xFFFFFFFFL << (32 - prefix));
    this.size = (int) Math.min(1L << (32 - prefix), 1 << 20);
    // The network's own address and the broadcast address are nobody's.
    taken.set(0);
    taken.set(size - 1);
    // As a real server does, addresses are first given from the upper part of the range, so that
    // those a user
    // chooses at its beginning (the DNS service's) stay free.
    this.next = Math.min(Math.max(16, size / 16), 256);
    if (next >= size - 1) {
      next = 1;
    }
  }

  /** The address of the Service {@code default/kubernetes}. */
  public String first() {
    return text(1);
  }

  /** A free address. */
  synchronized String allocate() {
    int free = taken.nextClearBit(next);
    if (free >= size - 1) {
      free = taken.nextClearBit(1);
    }
    if (free >= size - 1) {
      throw Refusals.internal("failed to allocate a serviceIP: range is full");
    }
    taken.set(free);
    return text(free);
  }

  /** Takes an address that was asked for; says why it cannot be had, or gives an empty text. */
  public synchronized String take(String address) {
    long offset;
    try {
      offset = number(address) - network;
    } catch (NumberFormatException e) {
      return "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
    }
    if (offset <= 0 || offset >= size) {
      return "failed to allocate IP "
          + address
          + ": the provided IP ("
          + address
          + ") is not in the valid range. The range of valid IPs is "
          + cidr;
    }
    if (taken.get((int) offset)) {
      return "failed to allocate IP " + address + ": provided IP is already allocated";
    }
    taken.set((int) offset);
    return "";
  }

  synchronized void release(String address) {
    try {
      long offset = number(address) - network;
      if (offset > 0 && offset < size - 1) {
        taken.clear((int) offset);
      }
    } catch (NumberFormatException e) {
      // "None" or empty: nothing was given out.
    }
  }

  private String text(int offset) {
    long n = network + offset;
    return (n >> 24 & 255) + "." + (n >> 16 & 255) + "." + (n >> 8 & 255) + "." + (n & 255);
  }

  private static long number(String address) {
    String[] parts = address.split("\\.", -1);
    if (parts.length != 4) {
      throw new NumberFormatException(address);
    }
    long number = 0;
    for (String part : parts) {
      int octet = Integer.parseInt(part);
      if (octet < 0 || octet > 255) {
        throw new NumberFormatException(address);
      }
      number = number << 8 | octet;
    }
    return number;
  }
}
