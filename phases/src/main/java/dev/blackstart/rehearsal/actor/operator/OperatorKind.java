package dev.blackstart.rehearsal.actor.operator;

import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * A kind whose status an operator writes.
 *
 * @param label of the operator's pods
 * @param value what it says
 * @param least how soon after its creation an object is as it should be
 * @param most how late
 */
record OperatorKind(ResourceType type, String label, String value, Duration least, Duration most) {
  /** A pod of the operator. */
  Predicate<Resource> program() {
    return pod -> pod.label(label).equals(value);
  }

  boolean isOf(String group, String kind) {
    return type.group().equals(group) && type.kind().equals(kind);
  }
}
