package dev.blackstart.repository.source;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class IpAddressTest {
  @Test
  void addressesOfBothVersionsAreAddresses() {
    List.of("10.25.11.11", "0.0.0.0", "255.255.255.255", "fd00::1", "::1", "::ffff:10.0.0.1")
        .forEach(text -> assertTrue(IpAddress.matches(text), text));
  }

  @Test
  void namesPortsAndPrefixesAreNot() {
    List.of("infra-01", "10.25.11", "10.25.11.256", "10.25.11.11/24", "10.25.11.11:6443", "", "a:b")
        .forEach(text -> assertFalse(IpAddress.matches(text), text));
  }
}
