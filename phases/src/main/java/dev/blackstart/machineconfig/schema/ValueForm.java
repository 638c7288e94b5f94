package dev.blackstart.machineconfig.schema;

import dev.blackstart.machineconfig.value.Addresses;
import dev.blackstart.machineconfig.value.CelText;
import dev.blackstart.machineconfig.value.Quantities;
import java.util.List;
import java.util.Optional;

/**
 * What the text of a scalar must look like for Talos to decode it.
 *
 * @param name as in the resource
 * @param words the allowed ones, whatever their case; of a number its greatest value
 */
public record ValueForm(String name, List<String> words) {
  /** What is wrong with a text; nothing when it is right. */
  public Optional<String> problem(String text) {
    return switch (name) {
      case "words" -> unless(isWord(text), "none of " + String.join(", ", words));
      case "address" -> unless(text.isEmpty() || Addresses.isZonedAddress(text), "not an address");
      case "prefix" ->
          unless(
              text.isEmpty() || Addresses.isPrefix(text),
              "not an address with its prefix, such as 10.0.0.1/24");
      case "addressport" ->
          unless(
              text.isEmpty() || Addresses.isAddressPort(text),
              "not an address with its port, such as 10.0.0.1:443");
      case "hardware" ->
          unless(
              text.replace(":", "").matches("([0-9a-fA-F]{2})*"),
              "not a hardware address, such as 02:00:00:00:00:01");
      case "bytes" ->
          unless(text.isEmpty() || Quantities.bytes(text).isPresent(), "not a size, such as 10GiB");
      case "size" ->
          unless(
              text.isEmpty()
                  || (text.contains("%")
                      ? Quantities.isPercent(text)
                      : Quantities.bytes(text).isPresent()),
              "not a size, such as 10GiB or 50%");
      case "disksize" -> unless(Quantities.bytes(text).isPresent(), "not a size, such as 100 GB");
      case "compared" ->
          unless(
              Quantities.bytes(text.strip().replaceFirst("^(>=|<=|>|<|==)", "").strip())
                  .isPresent(),
              "not a comparison and a size, such as '>= 100GB'");
      case "table" -> unless(isTable(text), "no routing table: main, local, default or 1 to 252");
      case "failover" ->
          unless(text.matches("none|active|follow|[012]|"), "none of none, active, follow");
      case "ports" -> unless(isPorts(text), "neither a port nor a range such as 8000-8010");
      case "cel" -> text.isEmpty() ? Optional.empty() : CelText.problem(text, words.getFirst());
      default -> Optional.empty();
    };
  }

  /** The greatest number; 2^63 when any is right. */
  public double most() {
    return name.equals("uint") ? Double.parseDouble(words.getFirst()) : 0x1p63;
  }

  private boolean isWord(String text) {
    return words.stream().anyMatch(text::equalsIgnoreCase);
  }

  private static boolean isTable(String text) {
    return text.matches("(?i)unspec|default|main|local")
        || text.matches("[1-9][0-9]{0,2}") && Integer.parseInt(text) <= 252;
  }

  private static boolean isPorts(String text) {
    String[] ends = text.split("-", -1);
    return ends.length <= 2 && List.of(ends).stream().allMatch(Addresses::isPort);
  }

  private static Optional<String> unless(boolean right, String what) {
    return right ? Optional.empty() : Optional.of(what);
  }
}
