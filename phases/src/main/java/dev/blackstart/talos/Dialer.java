package dev.blackstart.talos;

import java.net.InetSocketAddress;

/** Where to connect for a node's true address; certificates are held against the true one. */
public interface Dialer {
  /** The place to dial for a port of an address. */
  InetSocketAddress at(String address, int port);

  /** Dials what it is asked for. */
  static Dialer direct() {
    return InetSocketAddress::new;
  }
}
