package dev.blackstart.rehearsal.api.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.rehearsal.api.status.ApiFailure;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceAddressesTest {
  @Test
  void everyAddressIsGivenOnceAndThenNone() {
    ServiceAddresses addresses = new ServiceAddresses("10.1.2.0/28");
    Set<String> given = new HashSet<>();
    for (int i = 0; i < 14; i++) {
      assertTrue(given.add(addresses.allocate()));
    }
    assertFalse(given.contains("10.1.2.0"));
    assertFalse(given.contains("10.1.2.15"));
    assertThrows(ApiFailure.class, addresses::allocate);
    addresses.release("10.1.2.7");
    assertEquals("10.1.2.7", addresses.allocate());
  }

  @Test
  void anAddressCanBeAskedFor() {
    ServiceAddresses addresses = new ServiceAddresses("10.96.0.0/12");
    assertEquals("10.96.0.1", addresses.first());
    assertEquals("", addresses.take("10.96.0.10"));
    assertTrue(addresses.take("10.96.0.10").contains("already allocated"));
    assertTrue(addresses.take("10.112.0.1").contains("not in the valid range"));
    assertTrue(addresses.take("ten").contains("valid IP address"));
    assertEquals("", addresses.take("10.97.0.1"));
  }
}
