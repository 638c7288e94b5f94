package dev.blackstart.rehearsal.actor.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** IPv4 addresses out of blocks of {@code cidr} or {@code start} and {@code stop}. */
final class AddressRanges {
  private static final int MOST = 4096;

  private final List<String> addresses = new ArrayList<>();

  void add(JsonNode block) {
    String cidr = block.path("cidr").asText();
    if (cidr.contains(":") || block.path("start").asText().contains(":")) {
      return; // the rehearsed clusters' Services are IPv4
    }
    if (cidr.isEmpty()) {
      String start = block.path("start").asText();
      addAll(number(start), number(block.path("stop").asText(start)));
    } else {
      String[] parts = cidr.split("/");
      long size = 1L << (32 - (parts.length > 1 ? Integer.parseInt(parts[1]) : 32));
      long first = number(parts[0]) / size * size;
      addAll(first, first + size - 1);
    }
  }

  private void addAll(long first, long last) {
    for (long number = first; number <= last && addresses.size() < MOST; number++) {
      addresses.add(
          "%d.%d.%d.%d"
              .formatted(number >> 24, number >> 16 & 255, number >> 8 & 255, number & 255));
    }
  }

  private static long number(String address) {
    long number = 0;
    for (String part : address.split("\\.")) {
      number = number << 8 | Integer.parseInt(part);
    }
    return number;
  }

  /** All but some, in order. */
  List<String> without(Predicate<String> taken) {
    return addresses.stream().filter(taken.negate()).toList();
  }
}
